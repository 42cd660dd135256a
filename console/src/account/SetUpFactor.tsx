import PhonelinkLockIcon from '@mui/icons-material/PhonelinkLock';
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  useMediaQuery,
} from '@mui/material';
import { useId, useState, type SubmitEvent } from 'react';
import { useLogoutIfAccessDenied, useRefresh } from 'react-admin';
import { renew } from '../../../web/session';
import { api, problemOf } from '../api/client';
import type { Schemas } from '../api/types';
import { ErrorBox } from '../parts/ErrorBox';
import { problemsByField, type FieldDescription } from '../parts/form';
import { FormField } from '../parts/FormField';
import { say } from '../words/say';
import { QrCode } from './QrCode';
import { RecoveryCodes } from './RecoveryCodes';

const PASSWORD: FieldDescription = {
  name: 'current_password',
  label: say('Present password'),
  kind: 'password',
};
const CODE: FieldDescription = { name: 'code', label: say('factor.code'), help: say('factor.codeOfApp') };

/** A button that sets up a second factor: the password, the code to scan, a first code of the app, recovery codes. */
export function SetUpFactor() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<PhonelinkLockIcon />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {say('factor.setUp')}
      </Button>
      {isOpen && (
        <Steps
          close={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function Steps({ close }: { close: () => void }) {
  const [proposed, setProposed] = useState<Schemas['ProposedFactorResponse'] | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const refresh = useRefresh();
  const logout = useLogoutIfAccessDenied();
  const titleId = useId();
  const isSmall = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const field = proposed === null ? PASSWORD : CODE;
  const { byField } = problemsByField(problemOf(error), [field]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const body = { [field.name]: typed };
      if (proposed === null) setProposed(await api('auth/factor/', { method: 'POST', body }));
      else {
        const answer = await api<Schemas['RecoveryCodesResponse']>('auth/factor/confirm/', {
          method: 'POST',
          body,
        });
        setCodes(answer.recovery_codes);
      }
      setTyped('');
    } catch (caught) {
      setError(caught);
      await logout(caught).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };
  const end = () => {
    close();
    // The session may do everything from its next access token on.
    void renew().catch(() => undefined);
    refresh();
  };

  if (codes !== null) {
    return (
      <Dialog open fullWidth maxWidth="sm" fullScreen={isSmall} aria-labelledby={titleId}>
        <DialogTitle id={titleId}>{say('factor.codesTitle')}</DialogTitle>
        <DialogContent>
          <RecoveryCodes codes={codes} />
        </DialogContent>
        <DialogActions>
          <Button variant="contained" autoFocus onClick={end}>
            {say('factor.kept')}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={isBusy ? undefined : close}
      fullWidth
      maxWidth="sm"
      fullScreen={isSmall}
      aria-labelledby={titleId}
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <DialogTitle id={titleId}>{say('factor.setUpTitle')}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>
            {proposed === null ? say('factor.need') : say('factor.scan')}
          </DialogContentText>
          {proposed && <QrCode uri={proposed.uri} secret={proposed.secret} />}
          <FormField
            key={field.name}
            field={field}
            values={{ [field.name]: typed }}
            problem={byField[field.name]}
            autoFocus
            onChange={(_, value) => {
              setTyped(String(value));
              setError(null);
            }}
          />
          {error !== null && byField[field.name] === undefined && <ErrorBox error={error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={isBusy} color="inherit">
            {say('Cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={isBusy || typed === ''}>
            {proposed === null ? say('factor.next') : say('factor.switchOn')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
