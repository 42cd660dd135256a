import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../web/client';
import { ErrorNote } from '../parts/errors';
import { UsernameField } from '../parts/fields';
import { Button, Card, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

/** Asks for a link by mail. The answer is the same whether the bank knows somebody of that name or not. */
export default function Forgotten() {
  const { say } = useSpeech();
  const [username, setUsername] = useState('');
  const ask = useCommand('forgotten', { username }, () =>
    api('auth/forgot_password/', { method: 'POST', body: { username }, isPublic: true }),
  );
  return (
    <Page
      title={say('forgotten.title')}
      lead={say('forgotten.lead')}
      back={{ to: '/sign-in', label: say('signIn') }}
    >
      <div className="narrow stack">
        <Card>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void ask.go();
            }}
          >
            <ErrorNote error={ask.error} />
            <UsernameField
              value={username}
              onText={(text) => {
                ask.clear();
                setUsername(text);
              }}
            />
            <Button type="submit" isWide isBusy={ask.isBusy}>
              {say('forgotten.do')}
            </Button>
            <div role="status">{ask.done === null ? '' : say('forgotten.done')}</div>
          </form>
        </Card>
        <p className="soft small">
          {say('forgotten.none')} <Link to="/code">{say('signIn.haveCode')}</Link>
        </p>
      </div>
    </Page>
  );
}
