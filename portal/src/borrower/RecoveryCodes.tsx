import { useRecoveryCodes } from '../../../web/use-recovery-codes';
import { Button } from '../parts/ui';
import { useSpeech } from '../words/speech';

/** Recovery codes that were just made: they are not shown again. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { say } = useSpeech();
  const { copy, isCopied, save } = useRecoveryCodes(codes);
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
        {copy && (
          <Button kind="quiet" onClick={copy}>
            {say('factor.copy')}
          </Button>
        )}
        <Button kind="quiet" onClick={save}>
          {say('factor.save')}
        </Button>
        <span role="status">{isCopied ? say('factor.copied') : ''}</span>
      </div>
    </div>
  );
}
