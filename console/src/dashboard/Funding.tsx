import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Loaded } from '../parts/Loaded';
import { counted, instant, money } from '../parts/format';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import type { Schemas } from '../api/types';
import { say } from '../words/say';

/** The providers' money, and who waits for it. */
export function Funding() {
  const report = useApi<Schemas['FundingReportResponse']>('reports/funding/');
  return (
    <Section title={say('Funding')}>
      <Loaded from={report} height={90}>
        {({ currency, queue, ...found }) => {
          const providers = (text: string) => <To to="/providers">{money(text, currency)}</To>;
          return (
            <Figures
              rows={[
                [say('Idle'), providers(found.idle)],
                [
                  say('Committed to loans that hold the line'),
                  <To key="c" to="/funding_queue">
                    {money(found.committed, currency)}
                  </To>,
                ],
                [say('Reserved or paused'), providers(found.reserved)],
                [say('Lent'), providers(found.lent)],
                [say('In wallets'), providers(found.wallets)],
                [say('Owed by providers'), providers(found.receivable)],
                [
                  say('Waiting'),
                  <To key="q" to="/funding_queue">
                    {`${counted(queue.loans, 'loan')} · ${money(queue.amount, currency)}`}
                  </To>,
                ],
                [
                  say('Longest wait'),
                  queue.oldest_queued_at === null
                    ? '–'
                    : say('{days}, since {at}', {
                        days: counted(queue.oldest_wait_days, 'day'),
                        at: instant(queue.oldest_queued_at),
                      }),
                ],
              ]}
            />
          );
        }}
      </Loaded>
    </Section>
  );
}
