import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../../web/client';
import { signIn } from '../../../web/session';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { Field, PasswordField, UsernameField } from '../parts/fields';
import { Button, Card, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

/** What the link in a letter carries, where no server sees it; empty: somebody came by hand. */
function carried(name: 'username' | 'code'): string {
  return new URLSearchParams(window.location.hash.slice(1)).get(name) ?? '';
}

/** For who has a code of the bank instead of a password, on paper or in the link of a letter. */
export default function SetPassword() {
  const { say } = useSpeech();
  const [, navigate] = useLocation();
  const [username, setUsername] = useState(() => carried('username'));
  const [code, setCode] = useState(() => carried('code'));
  const hasLink = carried('code') !== '';
  const [password, setPassword] = useState('');
  // Neither code nor password is kept anywhere, not even to tell one try from the next.
  const save = useCommand('code', {}, async () => {
    await api('auth/set_password/', { method: 'POST', body: { username, code, password }, isPublic: true });
    return signIn({ username, password });
  });
  const faultOf = useFaultOf(save.error);
  return (
    <Page
      title={say('code.title')}
      lead={say(hasLink ? 'code.byLink' : 'code.lead')}
      back={{ to: '/sign-in', label: say('signIn') }}
    >
      <div className="narrow">
        <Card>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void save.go().then((user) => {
                if (user) navigate('/', { replace: true });
              });
            }}
          >
            <ErrorNote error={save.error} />
            <UsernameField value={username} onText={setUsername} />
            {!hasLink && (
              <Field
                label={say('code.code')}
                name="code"
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                required
                value={code}
                onText={setCode}
              />
            )}
            <PasswordField
              label={say('password.new')}
              name="password"
              autoComplete="new-password"
              required
              hint={say('password.rules')}
              fault={faultOf('password')}
              value={password}
              onText={setPassword}
            />
            <Button type="submit" isWide isBusy={save.isBusy}>
              {say('code.do')}
            </Button>
          </form>
        </Card>
      </div>
    </Page>
  );
}
