import { useState } from 'react';
import { saveText } from '../../../web/client';
import { Button } from '../parts/ui';
import { useSpeech } from '../words/speech';

/** Recovery codes that were just made: they are not shown again. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { say } = useSpeech();
  const [isCopied, setCopied] = useState(false);
  const text = codes.join('\n');
  return (
    <div className="stack">
      <p role="status">{say('factor.codesSaid')}</p>
      <ul className="codes" dir="ltr" aria-label={say('factor.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row">
        {/* Only pages that came by https have it. */}
        {'clipboard' in navigator && (
          <Button
            kind="quiet"
            onClick={() => {
              void navigator.clipboard.writeText(text).then(() => {
                setCopied(true);
              });
            }}
          >
            {say('factor.copy')}
          </Button>
        )}
        <Button
          kind="quiet"
          onClick={() => {
            saveText(`${text}\n`, 'recovery-codes.txt');
          }}
        >
          {say('factor.save')}
        </Button>
        <span role="status">{isCopied ? say('factor.copied') : ''}</span>
      </div>
    </div>
  );
}
