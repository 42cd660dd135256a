import { browserOf } from '../../../web/browser-of';
import { api } from '../../../web/client';
import { useRead } from '../api/use';
import type { List, Schemas } from '../api/types';
import { ErrorNote } from '../parts/errors';
import { Button, Card, Loaded } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

type Session = Schemas['SessionResponse'];

export function Sessions() {
  const { say } = useSpeech();
  const sessions = useRead<List<Session>>('auth/sessions/', { limit: 100 });
  const endOthers = useCommand('sessions', {}, () =>
    api('auth/sessions/', { method: 'DELETE', query: { keep_current: 1 } }),
  );
  return (
    <Card title={say('sessions.title')}>
      <p className="soft">{say('sessions.said')}</p>
      <ErrorNote error={endOthers.error} />
      <Loaded of={sessions}>
        {({ results }) => (
          <>
            <ul className="rows">
              {results.map((session) => (
                <OneSession key={session.id} session={session} />
              ))}
            </ul>
            {results.length > 1 && (
              <Button kind="quiet" isBusy={endOthers.isBusy} onClick={() => void endOthers.go()}>
                {say('sessions.endOthers')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function OneSession({ session }: { session: Session }) {
  const { say, instant } = useSpeech();
  const end = useCommand(`session.${session.id}`, {}, () =>
    api(`auth/sessions/${session.id}/`, { method: 'DELETE' }),
  );
  return (
    <li>
      <div>
        <strong>{browserOf(session.user_agent) ?? say('sessions.unknown')}</strong>
        <div className="small soft">
          {say('sessions.since', { since: instant(session.created_at), used: instant(session.last_used_at) })}
        </div>
        <ErrorNote error={end.error} />
      </div>
      {session.current ? (
        <div>
          <span className="badge good">{say('sessions.here')}</span>
        </div>
      ) : (
        <div>
          <button type="button" className="plain" onClick={() => void end.go()}>
            {say('sessions.end')}
          </button>
        </div>
      )}
    </li>
  );
}
