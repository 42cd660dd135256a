import { lazy, Suspense, useState } from 'react';
import { useRead } from '../api/use';
import type { List, Schemas } from '../api/types';
import { Button, Card } from '../parts/ui';
import { useSpeech } from '../words/speech';

/** Few ask for it, so that it does not come with the first page. */
const LeaveQueue = lazy(() => import('./LeaveQueue'));

type Entry = Schemas['QueueEntryResponse'];

/** Requests that wait for money, with their places. */
export function Waits() {
  const { data } = useRead<List<Entry>>('funding_queue/', { state: 'waiting' });
  return data?.results.map((entry) => <Wait key={entry.loan} entry={entry} />);
}

function Wait({ entry }: { entry: Entry }) {
  const { say, money, date } = useSpeech();
  const [isAsked, ask] = useState(false);
  const amount = money(entry.amount, entry.currency);
  return (
    <Card
      title={say('queue.waiting', { amount })}
      aside={<span className="badge">{say('queue.place', { place: entry.position ?? 0 })}</span>}
    >
      <p>{say('queue.said', { date: date(entry.expires_on) })}</p>
      <div>
        <Button
          kind="quiet"
          onClick={() => {
            ask(true);
          }}
        >
          {say('queue.cancel')}
        </Button>
      </div>
      {isAsked && (
        <Suspense fallback={null}>
          <LeaveQueue
            loan={entry.loan}
            amount={amount}
            onClose={() => {
              ask(false);
            }}
          />
        </Suspense>
      )}
    </Card>
  );
}
