import type { Schemas } from '../api/types';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { count, instant, money } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { Status } from '../parts/Status';
import { useApi } from '../parts/use-api';
import { useMoneyTravels } from '../parts/use-travels';
import { words } from '../parts/words';
import { PURPOSES } from '../transfers/transfer-words';
import { say } from '../words/say';

/** Where money travels: what is on its way, and how far it has come. */
export function InTransit() {
  return useMoneyTravels() ? <OnItsWay /> : null;
}

function OnItsWay() {
  const report = useApi<Schemas['InTransitResponse']>('reports/in_transit/');
  return (
    <Section title={say('Money on its way')} actions={<To to="/transfers">{say('All transfers')}</To>}>
      <Loaded from={report} height={90}>
        {({ results, currency }) => (
          <SimpleTable
            label={say('Money on its way')}
            rows={results}
            empty={say('No money is on its way.')}
            columns={[
              {
                label: say('For'),
                isText: true,
                value: ({ purpose, direction, state }) => (
                  <To to={listOf({ direction, state })}>{PURPOSES[purpose as keyof typeof PURPOSES]}</To>
                ),
              },
              { label: say('Through'), value: (row) => words(row.gateway) },
              { label: say('State'), value: (row) => <Status value={row.state} /> },
              { label: say('Transfers'), figure: true, value: (row) => count(row.transfers) },
              { label: say('Amount'), figure: true, value: (row) => money(row.amount, currency) },
              { label: say('The oldest since'), value: (row) => instant(row.oldest) },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

const listOf = (filter: object): string => `/transfers?filter=${encodeURIComponent(JSON.stringify(filter))}`;
