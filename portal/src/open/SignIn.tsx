import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { Refused } from '../../../web/errors';
import { askedOfKey, touchKey, type AskedOfKey } from '../../../web/keys';
import { signIn, type KeyProof } from '../../../web/session';
import { useBank } from '../api/use';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { CodeField, PasswordField, UsernameField } from '../parts/fields';
import { Button, Card, Page } from '../parts/ui';
import { useSpeech } from '../words/speech';

export default function SignIn() {
  const { say } = useSpeech();
  const [, navigate] = useLocation();
  const { data: bank } = useBank();
  const state = useHistoryState<{ from?: string } | null>();
  return (
    <Page title={say('signIn')}>
      <div className="narrow stack">
        <Card>
          <SignInForm
            onDone={() => {
              navigate(state?.from ?? '/', { replace: true });
            }}
          />
        </Card>
        {bank && bank.register_as.length > 0 && (
          <p>
            {say('signIn.new')} <Link to="/register">{say('register')}</Link>
          </p>
        )}
        {bank?.mails_links === true && (
          <p>
            <Link to="/forgotten">{say('forgotten.ask')}</Link>
          </p>
        )}
        <p className="soft small">
          {say(bank?.mails_links === true ? 'signIn.atCounter' : 'signIn.forgotten')}{' '}
          <Link to="/code">{say('signIn.haveCode')}</Link>
        </p>
      </div>
    </Page>
  );
}

interface SignInFormProps {
  /** Whose session is over; left out: anybody. */
  username?: string;
  onDone?: () => void;
}

export function SignInForm({ username: known, onDone }: SignInFormProps) {
  const { say } = useSpeech();
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  /** Asked for when the present one is temporary. */
  const [chosen, setChosen] = useState<string | null>(null);
  /** Asked for where a second factor is on. */
  const [code, setCode] = useState<string | null>(null);
  /** What the user's security keys are asked. Null: there is none. */
  const [asked, setAsked] = useState<AskedOfKey | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const faultOf = useFaultOf(error);
  const send = (proof: { code?: string; key?: KeyProof }) =>
    signIn({ username, password, ...(chosen !== null && { new_password: chosen }), ...proof });
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      onDone?.();
    } catch (caught) {
      const refusal = caught instanceof Refused ? caught.problem.code : null;
      setAsked((before) => askedOfKey(caught) ?? before);
      if (refusal === 'password_change_required' && chosen === null) setChosen('');
      else if (refusal === 'factor_required' && code === null) setCode('');
      else setError(caught);
      setBusy(false);
    }
  };
  const withKey = async () => {
    // A challenge counts once: each attempt asks for its own.
    const refusal: unknown = await send({}).then(
      () => null,
      (caught: unknown) => caught,
    );
    if (refusal === null) return;
    const now = askedOfKey(refusal);
    if (now === null) throw refusal as Error;
    await send({ key: await touchKey(now) });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void attempt(() => send(code === null ? {} : { code }));
      }}
    >
      <ErrorNote error={error} />
      <UsernameField readOnly={known !== undefined} value={username} onText={setUsername} />
      <PasswordField
        label={say('password')}
        name="password"
        autoComplete="current-password"
        required
        autoFocus={known !== undefined}
        value={password}
        onText={setPassword}
      />
      {chosen !== null && (
        <>
          <div className="note" role="status">
            {say('password.temporary')}
          </div>
          <PasswordField
            label={say('password.new')}
            name="new_password"
            autoComplete="new-password"
            required
            autoFocus
            hint={say('password.rules')}
            fault={faultOf('new_password')}
            value={chosen}
            onText={setChosen}
          />
        </>
      )}
      {code !== null && <CodeField autoFocus hint={say('factor.codeHint')} value={code} onText={setCode} />}
      <Button type="submit" isWide isBusy={isBusy}>
        {say('signIn')}
      </Button>
      {asked !== null && (
        <Button kind="quiet" isWide disabled={isBusy} onClick={() => void attempt(withKey)}>
          {say('key.use')}
        </Button>
      )}
    </form>
  );
}
