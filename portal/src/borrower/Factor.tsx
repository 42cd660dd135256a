import { useState } from 'react';
import { api } from '../../../web/client';
import { codeOrKey } from '../../../web/keys';
import type { Schemas } from '../api/types';
import { useRead } from '../api/use';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { CodeField, PasswordField } from '../parts/fields';
import { Button, Card, Loaded } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { AddKeyButton, KeyList } from './Keys';
import { RecoveryCodes } from './RecoveryCodes';
import { SetUpButton } from './SetUpButton';

type Factor = Schemas['FactorResponse'];

/** The second factor: set up, its recovery codes, switched off. */
export function Factor() {
  const { say } = useSpeech();
  const factor = useRead<Factor>('auth/factor/');
  return (
    <Card title={say('factor.title')}>
      <Loaded of={factor}>
        {(data) => (
          <div className="stack">
            {data.is_on ? <On factor={data} /> : <Off />}
            {/* Beside both: what it shows last outlives the change from one to the other. */}
            <div>
              <AddKeyButton factor={data} />
            </div>
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Off() {
  const { say } = useSpeech();
  return (
    <>
      <p className="soft">{say('factor.without')}</p>
      <SetUpButton kind="quiet" />
    </>
  );
}

function On({ factor }: { factor: Factor }) {
  const { say, instant } = useSpeech();
  const [wish, setWish] = useState<'renew' | 'off' | null>(null);
  return (
    <>
      <p>{say('factor.since', { at: instant(factor.since ?? '') })}</p>
      <p className={factor.recovery_codes_left < 3 ? 'note warn' : 'soft'}>
        {say('factor.left', { n: factor.recovery_codes_left })}
      </p>
      <KeyList factor={factor} />
      <div className="row">
        <Button
          kind="quiet"
          aria-expanded={wish === 'renew'}
          onClick={() => {
            setWish(wish === 'renew' ? null : 'renew');
          }}
        >
          {say('factor.renew')}
        </Button>
        {!factor.is_required && (
          <Button
            kind="quiet"
            aria-expanded={wish === 'off'}
            onClick={() => {
              setWish(wish === 'off' ? null : 'off');
            }}
          >
            {say('factor.off')}
          </Button>
        )}
      </div>
      {wish !== null && <WithCode key={wish} wish={wish} hasKeys={factor.keys.length > 0} />}
    </>
  );
}

/** What takes the password, and a code or a key. */
function WithCode({ wish, hasKeys }: { wish: 'renew' | 'off'; hasKeys: boolean }) {
  const { say } = useSpeech();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  // What is typed here is kept nowhere.
  const save = useCommand(`factor.${wish}`, {}, async () =>
    api<Partial<Schemas['RecoveryCodesResponse']>>(
      wish === 'off' ? 'auth/factor/off/' : 'auth/factor/recovery_codes/',
      { method: 'POST', body: { current_password: password, ...(await codeOrKey(code)) } },
    ),
  );
  const faultOf = useFaultOf(save.error);
  const codes = save.done?.recovery_codes;
  if (codes) return <RecoveryCodes codes={codes} />;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save.go();
      }}
    >
      <p className="soft">{say(wish === 'off' ? 'factor.offSaid' : 'factor.renewSaid')}</p>
      <ErrorNote error={save.error} />
      <PasswordField
        label={say('password.current')}
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        fault={faultOf('current_password')}
        onText={setPassword}
      />
      <CodeField
        hint={say(hasKeys ? 'key.codeHint' : 'factor.codeHint')}
        required={!hasKeys}
        value={code}
        fault={faultOf('code')}
        onText={setCode}
      />
      <Button type="submit" kind={wish === 'off' ? 'danger' : 'quiet'} isBusy={save.isBusy}>
        {say(wish === 'off' ? 'factor.off' : 'factor.renew')}
      </Button>
    </form>
  );
}
