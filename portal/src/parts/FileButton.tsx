import { useState, type ReactNode } from 'react';
import { download } from '../../../web/client';
import { useSpeech } from '../words/speech';
import { ErrorNote } from './errors';
import { Button } from './ui';

interface FileButtonProps {
  path: string;
  query?: Record<string, string | number | undefined>;
  /** What the file is called where the API gives it no name. */
  name: string;
  /** As a link in a line rather than a button. */
  isPlain?: boolean;
  /** What it is, where the words on it do not say it all. */
  label?: string;
  children: ReactNode;
}

/** Fetches a file, which takes a moment, and saves it. Documents are in the language of the page. */
export function FileButton({ path, query, name, isPlain = false, label, children }: FileButtonProps) {
  const { say, language } = useSpeech();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = () => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    download(path, { ...query, ...(path.endsWith('/pdf/') && { language }) }, name)
      .catch(setError)
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <>
      {isPlain ? (
        <button type="button" className="plain" aria-label={label} aria-disabled={isBusy} onClick={save}>
          {children}
        </button>
      ) : (
        <Button kind="quiet" aria-label={label} isBusy={isBusy} onClick={save}>
          {children}
        </Button>
      )}
      <span className="hidden" role="status">
        {isBusy ? say('file.making') : ''}
      </span>
      <ErrorNote error={error} />
    </>
  );
}
