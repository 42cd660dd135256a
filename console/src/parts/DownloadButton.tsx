import DownloadIcon from '@mui/icons-material/Download';
import { Button } from '@mui/material';
import { useNotify } from 'react-admin';
import { download } from '../api/client';

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
  const notify = useNotify();
  return (
    <Button
      size="small"
      startIcon={<DownloadIcon />}
      onClick={() => {
        download(path, { ...query, format: 'csv' }, 'download.csv').catch((error: unknown) => {
          notify(error instanceof Error ? error.message : 'The file could not be saved.', { type: 'error' });
        });
      }}
    >
      {label}
    </Button>
  );
}
