import DownloadIcon from '@mui/icons-material/Download';
import PrintIcon from '@mui/icons-material/Print';
import { Button } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { download } from '../api/client';
import { today } from './format';
import { errorInWords } from './errors';

/** Saves files, and says so where one cannot be saved. */
export function useSaving(): (saving: Promise<void>) => Promise<void> {
  const notify = useNotify();
  return (saving) =>
    saving.catch((error: unknown) => {
      notify(errorInWords(error), { type: 'error' });
    });
}

/** Saves an answer of the API as a file. */
export function DownloadButton({
  path,
  query = {},
  label = 'CSV',
}: {
  path: string;
  query?: object;
  label?: string;
}) {
  const save = useSaving();
  return (
    <Button
      size="small"
      startIcon={<DownloadIcon />}
      onClick={() => void save(download(path, { ...query, format: 'csv' }, 'download.csv', today()))}
    >
      {label}
    </Button>
  );
}

/** Saves a document, in the language of the browser. */
export function PrintButton({ path, query = {}, label }: { path: string; query?: object; label: string }) {
  const save = useSaving();
  const [isBusy, setBusy] = useState(false);
  return (
    <Button
      size="small"
      startIcon={<PrintIcon />}
      disabled={isBusy}
      onClick={() => {
        setBusy(true);
        void save(download(path, query, 'document.pdf')).finally(() => {
          setBusy(false);
        });
      }}
    >
      {label}
    </Button>
  );
}
