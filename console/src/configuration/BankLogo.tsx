import DeleteIcon from '@mui/icons-material/DeleteOutline';
import UploadFileIcon from '@mui/icons-material/UploadFile';
import { Box, Button, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { useLogoutIfAccessDenied, useNotify, usePermissions, useRefresh } from 'react-admin';
import { logoAt } from '../../../web/logo';
import { api } from '../api/client';
import type { Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { ErrorBox } from '../parts/ErrorBox';
import { Loaded } from '../parts/Loaded';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

/** The picture by which people know the bank. Admins change it. */
export function BankLogo() {
  const bank = useApi<Schemas['BankResponse']>('bank/');
  const { permissions } = usePermissions<string>();
  const [error, setError] = useState<unknown>(null);
  const version = bank.data?.logo_version ?? null;
  return (
    <Section
      title={say('Logo')}
      actions={
        permissions === 'admin' && (
          <>
            <Choose onError={setError} />
            {version !== null && (
              <Command
                name={say('Remove the logo')}
                icon={<DeleteIcon />}
                isDangerous
                text={say('Pages and documents are without it from now on.')}
                path="bank/logo/"
                method="DELETE"
                body={() => undefined}
                done={say('The logo is removed.')}
              />
            )}
          </>
        )
      }
    >
      {error !== null && <ErrorBox error={error} />}
      <Loaded from={bank} height={60}>
        {() =>
          version === null ? (
            <Typography color="text.secondary">{say('There is none.')}</Typography>
          ) : (
            // White, as the paper that it is printed on.
            <Box
              component="img"
              src={logoAt(version)}
              alt={say('The logo of the bank')}
              sx={{ display: 'block', maxWidth: 240, maxHeight: 96, p: 1, bgcolor: '#fff', borderRadius: 1 }}
            />
          )
        }
      </Loaded>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {say(
          'It is shown at the portal, where staff sign in, and on documents. A PNG or JPEG file of at most 256 kB.',
        )}
      </Typography>
    </Section>
  );
}

function Choose({ onError }: { onError: (error: unknown) => void }) {
  const [isBusy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const notify = useNotify();
  const refresh = useRefresh();
  const logout = useLogoutIfAccessDenied();
  const send = async (chosen: File | undefined) => {
    if (!chosen) return;
    setBusy(true);
    onError(null);
    try {
      // What it really is the API finds out; a browser goes by the name.
      const file = new Blob([chosen], { type: 'image/png' });
      await api('bank/logo/', { method: 'PUT', file });
      notify(say('The logo is in use.'), { type: 'success' });
      refresh();
    } catch (error) {
      onError(error);
      await logout(error).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<UploadFileIcon />}
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        {say('Choose a logo')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say('Picture file')}
        accept=".png,.jpg,.jpeg,image/png,image/jpeg"
        onChange={(event) => {
          void send(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
