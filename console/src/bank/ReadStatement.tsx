import UploadFileIcon from '@mui/icons-material/UploadFile';
import { Alert, Box, Button, MenuItem, TextField, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { useLogoutIfAccessDenied, useRefresh } from 'react-admin';
import { api } from '../api/client';
import type { Schemas } from '../api/types';
import { ErrorBox } from '../parts/ErrorBox';
import { counted } from '../parts/format';
import { say } from '../words/say';
import { ChangeAccount } from './ChangeAccount';
import { CsvFormat } from './CsvFormat';

type Imported = Schemas['ImportedResponse'];
type Account = Schemas['BankAccountResponse'];

const IS_CSV = /\.csv$/i;

/** Takes a file of the bank, dropped or chosen, and says what was in it. */
export function ReadStatement({ accounts }: { accounts: readonly Account[] }) {
  const [chosen, setChosen] = useState(accounts[0]?.id ?? '');
  const [result, setResult] = useState<{ name: string; imported: Imported } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const refresh = useRefresh();
  const logout = useLogoutIfAccessDenied();
  const account = accounts.find(({ id }) => id === chosen);
  const read = async (file: File | undefined) => {
    if (!file || isBusy) return;
    setBusy(true);
    setError(null);
    setResult(null);
    try {
      const imported = await api<Imported>('bank_statements/', {
        method: 'POST',
        file: await asText(file),
        // A CSV file does not name its account.
        ...(IS_CSV.test(file.name) && { query: { account: chosen } }),
      });
      setResult({ name: file.name, imported });
      refresh();
    } catch (caught) {
      setError(caught);
      await logout(caught).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box sx={{ mt: 2 }}>
      <Box
        component="section"
        aria-label={say('Read a statement')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void read(event.dataTransfer.files[0]);
        }}
        sx={{
          p: 2,
          border: 2,
          borderRadius: 1,
          borderStyle: 'dashed',
          borderColor: isOver ? 'primary.main' : 'divider',
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 2,
        }}
      >
        <Button
          variant="contained"
          startIcon={<UploadFileIcon />}
          disabled={isBusy}
          onClick={() => input.current?.click()}
        >
          {isBusy ? say('Reading …') : say('Read statement')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={say('Statement file')}
          accept=".xml,.sta,.mt940,.940,.txt,.csv,text/xml,text/plain,text/csv"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
        <Typography variant="body2" color="text.secondary">
          {say('Choose the file that the bank gives you, or drop it here: camt.053, MT940 or CSV.')}
        </Typography>
        {accounts.length > 1 && (
          <TextField
            select
            size="small"
            label={say('CSV files are of')}
            value={chosen}
            onChange={(event) => {
              setChosen(event.target.value);
            }}
            sx={{ minWidth: 200 }}
          >
            {accounts.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        )}
        {account && <CsvFormat key={account.id} account={account} />}
        {account && <ChangeAccount key={`change ${account.id}`} account={account} />}
      </Box>
      {error !== null && <ErrorBox error={error} />}
      {result && (
        <Alert
          severity={result.imported.open + result.imported.suggested > 0 ? 'info' : 'success'}
          sx={{ mt: 1 }}
        >
          {said(result.name, result.imported)}
        </Alert>
      )}
    </Box>
  );
}

/** The API reads XML and text; browsers know few of the names that banks give to their files. */
async function asText(file: File): Promise<Blob> {
  if (IS_CSV.test(file.name)) return new Blob([file], { type: 'text/csv' });
  const isXml = (await file.slice(0, 200).text()).trimStart().replace('\ufeff', '').startsWith('<');
  return new Blob([file], { type: isXml ? 'text/xml' : 'text/plain' });
}

function said(name: string, { lines, new: fresh, matched, suggested, open }: Imported): string {
  if (fresh === 0) {
    return lines === 0
      ? say('{name} has no lines; its balance is right.', { name })
      : say('{name} was read before: nothing in it is new.', { name });
  }
  return [
    say('{name}: {lines}, {fresh} of them new.', { name, lines: counted(lines, 'line'), fresh }),
    say('{matched} say what they are and are booked by themselves,', { matched }),
    say('{suggested} look like something, and {open} are not known.', { suggested, open }),
  ].join(' ');
}
