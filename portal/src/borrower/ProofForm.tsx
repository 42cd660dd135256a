import { useState } from 'react';
import { codeOrKey } from '../../../web/keys';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { CodeField, PasswordField } from '../parts/fields';
import { Button } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

/**
 * Asks for the password, and a code or a key, for a change of the second factor that is on. `form` names the command, and
 * `done` shows what came of it. What is typed here is kept nowhere.
 */
export function ProofForm<T>({
  form,
  said,
  label,
  kind,
  hasKeys,
  send,
  done = () => null,
}: {
  form: string;
  said: string;
  label: string;
  kind: 'quiet' | 'danger';
  hasKeys: boolean;
  send: (body: object) => Promise<T>;
  done?: (answer: T) => React.ReactNode;
}) {
  const { say } = useSpeech();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const command = useCommand(form, {}, async () =>
    send({ current_password: password, ...(await codeOrKey(code)) }),
  );
  const faultOf = useFaultOf(command.error);
  const shown = command.done === null ? null : done(command.done);
  if (shown !== null) return shown;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void command.go();
      }}
    >
      <p className="soft">{said}</p>
      <ErrorNote error={command.error} />
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
      <Button type="submit" kind={kind} isBusy={command.isBusy}>
        {label}
      </Button>
    </form>
  );
}
