import { useMemo, useState } from 'react';
import { api } from '../../../web/client';
import { qrOutline } from '../../../web/qr';
import { renew } from '../../../web/session';
import type { Schemas } from '../api/types';
import { queries } from '../api/use';
import { Dialog } from '../parts/Dialog';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { CodeField, PasswordField } from '../parts/fields';
import { Button } from '../parts/ui';
import { useSpeech } from '../words/speech';
import { RecoveryCodes } from './RecoveryCodes';

type Proposed = Schemas['ProposedFactorResponse'];

/** Sets up a second factor: the password, the code to scan, a first code of the app, recovery codes. */
export default function SetUpFactor({ close }: { close: () => void }) {
  const { say } = useSpeech();
  const [proposed, setProposed] = useState<Proposed | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const faultOf = useFaultOf(error);
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      if (proposed === null) {
        const body = { current_password: typed };
        setProposed(await api<Proposed>('auth/factor/', { method: 'POST', body }));
      } else {
        const path = 'auth/factor/confirm/';
        const answer = await api<Schemas['RecoveryCodesResponse']>(path, {
          method: 'POST',
          body: { code: typed },
        });
        setCodes(answer.recovery_codes);
      }
      setTyped('');
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const end = () => {
    close();
    // The session may do everything from its next access token on.
    void renew().catch(() => undefined);
    void queries.invalidateQueries();
  };
  if (codes !== null) {
    return (
      <Dialog isOpen title={say('factor.codesTitle')}>
        <RecoveryCodes codes={codes} />
        <Button isWide onClick={end}>
          {say('factor.kept')}
        </Button>
      </Dialog>
    );
  }
  const lead = say(proposed === null ? 'factor.need' : 'factor.scan');
  return (
    <Dialog isOpen title={say('factor.setUpTitle')} lead={lead} onClose={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void submit();
        }}
      >
        <ErrorNote error={error} />
        {proposed === null ? (
          <PasswordField
            label={say('password.current')}
            autoComplete="current-password"
            required
            autoFocus
            value={typed}
            fault={faultOf('current_password')}
            onText={setTyped}
          />
        ) : (
          <>
            <QrCode {...proposed} />
            <CodeField
              autoFocus
              hint={say('factor.codeOfApp')}
              value={typed}
              fault={faultOf('code')}
              onText={setTyped}
            />
          </>
        )}
        <Button type="submit" isWide isBusy={isBusy}>
          {say(proposed === null ? 'factor.next' : 'factor.switchOn')}
        </Button>
        <Button kind="quiet" isWide onClick={close}>
          {say('cancel')}
        </Button>
      </form>
    </Dialog>
  );
}

/** To be scanned, or to be typed. Always dark on white, as cameras want it. */
function QrCode({ uri, secret }: Proposed) {
  const { say } = useSpeech();
  const { size, path } = useMemo(() => qrOutline(uri), [uri]);
  return (
    <div className="qr">
      <svg
        role="img"
        aria-label={say('factor.qr')}
        viewBox={`0 0 ${String(size)} ${String(size)}`}
        shapeRendering="crispEdges"
      >
        <path d={path} />
      </svg>
      <p>
        {say('factor.key')} <code dir="ltr">{secret}</code>
      </p>
    </div>
  );
}
