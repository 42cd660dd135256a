import { api } from '../../../web/client';
import type { Schemas } from '../api/types';
import { useQuery } from '@tanstack/react-query';
import { ErrorNote } from '../parts/errors';
import { Button, Card, Loaded, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

type Unwanted = Schemas['UnsubscribeResponse'];

/** Where the link in a letter leads. Only the button changes something: programs that check mail follow links. */
export default function Unsubscribe({ params: { token } }: { params: { token: string } }) {
  const { say } = useSpeech();
  const path = `unsubscribe/${token}/`;
  const letters = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api<Unwanted>(path, { isPublic: true, signal }),
    retry: false,
  });
  const turnOff = useCommand(path, {}, () => api<Unwanted>(path, { method: 'POST', isPublic: true }));
  return (
    <Page title={say('unsubscribe.title')}>
      <div className="narrow">
        <Card>
          <Loaded of={letters}>
            {({ topic, wanted }) => (
              <div className="stack">
                <p role="status">
                  {say(wanted ? 'unsubscribe.lead' : 'unsubscribe.done', {
                    topic: say(`topic.${topic}`),
                    me: say('way.me'),
                  })}
                </p>
                <ErrorNote error={turnOff.error} />
                {wanted && (
                  <Button isWide isBusy={turnOff.isBusy} onClick={() => void turnOff.go()}>
                    {say('unsubscribe.do')}
                  </Button>
                )}
              </div>
            )}
          </Loaded>
        </Card>
      </div>
    </Page>
  );
}
