import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../web/client';
import { useRested } from '../../../web/use-rested';
import type { Schemas } from '../api/types';
import { ErrorNote } from '../parts/errors';
import { Card, Loaded } from '../parts/ui';
import { REST_MS } from '../parts/use-cost';
import { useSpeech } from '../words/speech';

type Preview = Schemas['MandatePreviewResponse'];

/** The rules as typed, before they are saved: what they would do to the queue of today, and to one's own money. */
export function MandateEffect({ change }: { change: object | null }) {
  const { say, money } = useSpeech();
  const rested = useRested(JSON.stringify(change), REST_MS);
  const preview = useQuery<Preview>({
    queryKey: ['providers/mandate/preview/', rested],
    queryFn: ({ signal }) =>
      api<Preview>('providers/mandate/preview/', {
        method: 'POST',
        body: JSON.parse(rested) as unknown,
        signal,
      }),
    enabled: rested !== 'null',
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (preview.isError) {
    return (
      <Card title={say('effect.title')}>
        <ErrorNote error={preview.error} />
      </Card>
    );
  }
  return (
    <Card title={say('effect.title')}>
      <p className="soft">{say('effect.unsaved')}</p>
      <Loaded of={preview}>
        {({ before, after, currency }) => {
          const idle = (of: Preview['before'], reason: string) =>
            money(of.idle.find((each) => each.reason === reason)?.amount ?? '0', currency);
          const reasons = [...new Set([...before.idle, ...after.idle].map(({ reason }) => reason))];
          const rows: [string, string, string][] = [
            [say('effect.waiting'), String(before.waiting_loans), String(after.waiting_loans)],
            [
              say('effect.amount'),
              money(before.waiting_amount, currency),
              money(after.waiting_amount, currency),
            ],
          ];
          const still = reasons.map((reason): [string, string, string] => [
            say(`idle.${reason}`),
            idle(before, reason),
            idle(after, reason),
          ]);
          return (
            <div aria-live="polite" className="stack tight">
              <Compared rows={rows} />
              {still.length > 0 && (
                <>
                  <h3>{say('effect.idle')}</h3>
                  <Compared rows={still} />
                </>
              )}
              <p className="hint">{say('effect.said')}</p>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Compared({ rows }: { rows: [string, string, string][] }) {
  const { say } = useSpeech();
  return (
    <table className="table compared" role="table">
      <thead>
        <tr role="row">
          <th scope="col" role="columnheader">
            <span className="hidden">{say('effect.title')}</span>
          </th>
          <th scope="col" role="columnheader">
            {say('effect.now')}
          </th>
          <th scope="col" role="columnheader">
            {say('effect.then')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name} role="row">
            <td role="cell">{name}</td>
            <td className="number" role="cell">
              {before}
            </td>
            <td className="number" role="cell">
              {before === after ? after : <strong>{after}</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
