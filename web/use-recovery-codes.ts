import { useState } from 'react';
import { saveText } from './client';

/** What can be done with recovery codes while they are shown. */
interface ShownCodes {
  /** Puts them on the clipboard; null where the browser has none: only pages that came by https have it. */
  copy: (() => void) | null;
  isCopied: boolean;
  /** Saves them as a file. */
  save: () => void;
}

/** Recovery codes that were just made, one a line, for the clipboard and for a file. */
export function useRecoveryCodes(codes: readonly string[]): ShownCodes {
  const [isCopied, setCopied] = useState(false);
  const text = codes.join('\n');
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
    });
  };
  return {
    copy: 'clipboard' in navigator ? copy : null,
    isCopied,
    save: () => {
      saveText(`${text}\n`, 'recovery-codes.txt');
    },
  };
}
