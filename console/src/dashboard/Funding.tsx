import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { counted, instant, money } from '../parts/format';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import type { Schemas } from '../api/types';

/** The providers' money, and who waits for it. */
export function Funding() {
  const report = useApi<Schemas['FundingReportResponse']>('reports/funding/');
  return (
    <Section title="Funding">
      <Loaded from={report} height={90}>
        {({ currency, queue, ...found }) => {
          const providers = (text: string) => <To to="/providers">{money(text, currency)}</To>;
          return (
            <Figures
              rows={[
                ['Idle', providers(found.idle)],
                [
                  'Committed to loans that hold the line',
                  <To key="c" to="/funding_queue">
                    {money(found.committed, currency)}
                  </To>,
                ],
                ['Reserved or paused', providers(found.reserved)],
                ['Lent', providers(found.lent)],
                ['In wallets', providers(found.wallets)],
                ['Owed by providers', providers(found.receivable)],
                [
                  'Waiting',
                  <To key="q" to="/funding_queue">
                    {counted(queue.loans, 'loan')}, {money(queue.amount, currency)}
                  </To>,
                ],
                [
                  'Longest wait',
                  queue.oldest_queued_at === null
                    ? '–'
                    : `${counted(queue.oldest_wait_days, 'day')}, since ${instant(queue.oldest_queued_at)}`,
                ],
              ]}
            />
          );
        }}
      </Loaded>
    </Section>
  );
}
