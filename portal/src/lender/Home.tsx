import { useBank, useRead, useUser } from '../api/use';
import type { Provider, Schemas } from '../api/types';
import { Bars } from '../parts/charts';
import { Big, Card, Figures, LinkButton, Loaded, Page } from '../parts/ui';
import { isSome } from '../borrower/loans';
import { decimalsOf, fromMinor, toMinor } from '../words/amounts';
import { useSpeech } from '../words/speech';
import { Idle } from './Idle';

type Portfolio = Schemas['PortfolioResponse'];

export default function LenderHome() {
  const { say } = useSpeech();
  const user = useUser();
  const me = useRead<Provider>(`providers/${user.id}/`);
  return (
    <Page title={user.first_name ? say('home.hello', { name: user.first_name }) : say('home.title')}>
      <div className="columns">
        <div className="stack">
          <Loaded of={me}>{(data) => <Whole me={data} />}</Loaded>
          <Returns />
        </div>
        <div className="stack">
          <ThisMonth />
          <Idle />
        </div>
      </div>
    </Page>
  );
}

function Whole({ me }: { me: Provider }) {
  const { say, money } = useSpeech();
  const portfolio = useRead<Portfolio>('providers/portfolio/');
  const { currency } = me;
  const whole = toMinor(me.fund_amount) + toMinor(me.wallet_amount) + toMinor(me.lent_amount);
  const late = portfolio.data?.ageing
    .filter(({ days_past_due: days }) => days !== 'current')
    .reduce((sum, { principal_outstanding: owed }) => sum + toMinor(owed), 0n);
  return (
    <Card title={say('lender.whole')} isLead>
      <Big>{money(fromMinor(whole, decimalsOf(currency)), currency)}</Big>
      <Bars
        label={say('lender.where')}
        areParts
        bars={[
          [say('lender.lent'), me.lent_amount] as const,
          [say('lender.free'), me.fund_amount] as const,
          [say('lender.wallet'), me.wallet_amount] as const,
        ].map(([label, amount]) => ({ label, value: toMinor(amount), shown: money(amount, currency) }))}
      />
      <Figures
        of={[
          [
            say('lender.late'),
            late === undefined ? '…' : money(fromMinor(late, decimalsOf(currency)), currency),
          ],
          ...(isSome(me.receivable_amount)
            ? [[say('lender.owed'), money(me.receivable_amount, currency)] as [string, string]]
            : []),
        ]}
      />
      <div className="row">
        <LinkButton to="/money">{say('lender.moveMoney')}</LinkButton>
        <LinkButton kind="quiet" to="/portfolio">
          {say('lender.seePortfolio')}
        </LinkButton>
      </div>
    </Card>
  );
}

const KINDS = ['realised', 'conservative', 'all_money'] as const;

/** Three returns, since each answers another question. */
function Returns() {
  const { say, percent, has } = useSpeech();
  const returns = useRead<Schemas['ReturnsResponse']>('providers/returns/');
  return (
    <Card title={say('returns.title')}>
      <Loaded of={returns}>
        {(data) => (
          <ul className="rows">
            {KINDS.map((kind) => {
              const { rate, reason } = data[kind];
              const why = `returns.${String(reason)}`;
              return (
                <li key={kind}>
                  <div>
                    <strong>{say(`returns.${kind}`)}</strong>
                    <div className="small soft">{say(`returns.${kind}Said`)}</div>
                  </div>
                  <div>
                    {rate === null ? (
                      <span className="small soft">{has(why) ? say(why) : '—'}</span>
                    ) : (
                      <strong className="big medium">{percent(rate)}</strong>
                    )}
                  </div>
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

/** The figures of what came in, and the movements that make them up. */
const CAME_IN = [
  ['principal', 'principal_share'],
  ['interest', 'interest_share'],
  ['late_interest', 'penalty_share'],
  ['recovered', 'recovery_share'],
] as const;

/** What borrowers brought since the month began. */
function ThisMonth() {
  const { say, money } = useSpeech();
  const { data: bank } = useBank();
  const today = bank?.business_date ?? '';
  const statement = useRead<Schemas['YearStatementResponse']>(
    'providers/year_statement/',
    { year: today.slice(0, 4) },
    { enabled: bank !== undefined },
  );
  return (
    <Card title={say('lender.thisMonth')}>
      <Loaded of={statement}>
        {({ months, currency }) => {
          const month = months.find((one) => one.month === today.slice(0, 7));
          const sums = CAME_IN.map(([figure, kind]) => [kind, month?.[figure] ?? '0'] as const);
          const some = sums.filter(([, sum]) => toMinor(sum) !== 0n);
          if (some.length === 0) return <p className="soft">{say('lender.nothingThisMonth')}</p>;
          return (
            <Figures
              asLines
              of={some.map(([kind, sum]) => [say(`movement.${kind}`), money(sum, currency)])}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
