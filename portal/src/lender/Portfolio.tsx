import { Link } from 'wouter';
import { inFours } from '../../../web/in-fours';
import { useRead } from '../api/use';
import type { List, Schemas } from '../api/types';
import { Bars } from '../parts/charts';
import { usePages } from '../parts/pages';
import { Card, Figures, Loaded, Nothing, Page, Status } from '../parts/ui';
import { isSome } from '../borrower/loans';
import { toMinor } from '../words/amounts';
import { useSpeech } from '../words/speech';

type Portfolio = Schemas['PortfolioResponse'];
type Share = Schemas['PortfolioLoanResponse'];

export default function PortfolioPage() {
  const { say } = useSpeech();
  const portfolio = useRead<Portfolio>('providers/portfolio/');
  return (
    <Page title={say('portfolio.title')} lead={say('portfolio.lead')}>
      <Loaded of={portfolio}>
        {(data) => (
          <div className="stack">
            <div className="columns even">
              <Totals of={data} />
              <Ages of={data} />
            </div>
            <Maturities />
            <Shares />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Totals({ of: { total, currency } }: { of: Portfolio }) {
  const { say, money } = useSpeech();
  return (
    <Card title={say('portfolio.totals')}>
      <Figures
        asLines
        of={[
          [say('portfolio.loans'), String(total.loans)],
          [say('portfolio.lent'), money(total.lent, currency)],
          [say('portfolio.outstanding'), money(total.principal_outstanding, currency)],
          [say('portfolio.returned'), money(total.principal_returned, currency)],
          [say('portfolio.interest'), money(total.interest_earned, currency)],
          [say('portfolio.penalty'), money(total.penalty_earned, currency)],
          [say('portfolio.accrued'), money(total.accrued_interest, currency)],
          [say('portfolio.lost'), money(total.principal_lost, currency)],
          [say('portfolio.recovered'), money(total.recovered, currency)],
        ]}
      />
    </Card>
  );
}

function Ages({ of: { ageing, by_status: byStatus, by_band: byBand, currency } }: { of: Portfolio }) {
  const { say, has, money } = useSpeech();
  return (
    <div className="stack">
      <Card title={say('portfolio.byAge')}>
        <Bars
          label={say('portfolio.byAge')}
          areParts
          bars={ageing.map(({ days_past_due: days, loans, principal_outstanding: owed }) => {
            const key = `age.${days}`;
            return {
              label: say('portfolio.ageOf', { age: has(key) ? say(key) : days, count: loans }),
              value: toMinor(owed),
              shown: money(owed, currency),
            };
          })}
        />
      </Card>
      {byBand.some(({ score_band: band }) => band !== null) && (
        <Card title={say('portfolio.byBand')}>
          <Bars
            label={say('portfolio.byBand')}
            areParts
            bars={byBand.map(({ score_band: band, loans, principal_outstanding: owed, past_due: late }) => ({
              label: say('portfolio.bandOf', { band: band ?? say('portfolio.noBand'), count: loans }),
              value: toMinor(owed),
              shown: money(owed, currency),
              ...(isSome(late) && { note: say('portfolio.bandLate', { amount: money(late, currency) }) }),
            }))}
          />
        </Card>
      )}
      {byStatus.length > 0 && (
        <Card title={say('portfolio.byStatus')}>
          <ul className="rows">
            {byStatus.map(({ status, loans, principal_outstanding: owed }) => (
              <li key={status}>
                <span>
                  <Status of={status} /> {say('portfolio.count', { count: loans })}
                </span>
                <strong>{money(owed, currency)}</strong>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

/** The months that are shown one by one; later ones are few and far. */
const MONTHS = 24;

function Maturities() {
  const { say, money, date } = useSpeech();
  const ladder = useRead<Schemas['MaturitiesResponse']>('providers/portfolio/maturities/');
  return (
    <Card title={say('maturities.title')}>
      <p className="soft">{say('maturities.said')}</p>
      <Loaded of={ladder}>
        {({ overdue, months, currency }) => {
          const bars = [
            ...(isSome(overdue) ? [{ label: say('maturities.overdue'), amount: overdue }] : []),
            ...months.slice(0, MONTHS).map(({ month, principal }) => ({
              label: date(`${month}-01`, 'month'),
              amount: principal,
            })),
          ];
          if (bars.length === 0) return <Nothing say="maturities.nothing" />;
          return (
            <Bars
              label={say('maturities.title')}
              bars={bars.map(({ label, amount }) => ({
                label,
                value: toMinor(amount),
                shown: money(amount, currency),
              }))}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}

function Shares() {
  const { say } = useSpeech();
  const { page, isFirst, turning } = usePages();
  const shares = useRead<List<Share>>(
    'providers/portfolio/loans/',
    { limit: 25, cursor: page },
    { keep: true },
  );
  return (
    <Card title={say('portfolio.shares')}>
      <Loaded of={shares}>
        {({ results, next }) => (
          <>
            {results.length === 0 && isFirst ? (
              <Nothing say="portfolio.none" />
            ) : (
              <ul className="rows">
                {results.map((share) => (
                  <OneShare key={share.loan} share={share} />
                ))}
              </ul>
            )}
            {turning(next)}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function OneShare({ share }: { share: Share }) {
  const { say, money, date, percent } = useSpeech();
  const { currency } = share;
  return (
    <li>
      <div>
        <Link to={`/loans/${share.loan}`}>{say('loan.of', { number: inFours(share.loan_number) })}</Link>{' '}
        <Status of={share.status} />
      </div>
      <div className="below small soft">
        <div>
          {say('portfolio.shareOf', {
            amount: money(share.lent, currency),
            date: date(share.created_at.slice(0, 10)),
          })}
        </div>
        {say('portfolio.shareSaid', {
          share: percent(share.share),
          interest: money(share.interest_earned, currency),
          returned: money(share.principal_returned, currency),
        })}
        {share.next_due_date !== null && (
          <div>{say('portfolio.shareNext', { date: date(share.next_due_date) })}</div>
        )}
      </div>
      <strong className="number">{money(share.principal_outstanding, currency)}</strong>
    </li>
  );
}
