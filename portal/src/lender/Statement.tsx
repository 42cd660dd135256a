import { useState } from 'react';
import { Link } from 'wouter';
import { inFours } from '../../../web/in-fours';
import { useBank, useRead } from '../api/use';
import type { Schemas } from '../api/types';
import { DateField } from '../parts/fields';
import { FileButton } from '../parts/FileButton';
import { Button, Card, Figures, Loaded, Nothing, Page } from '../parts/ui';
import { useSpeech } from '../words/speech';

type StatementOf = Schemas['StatementResponse'];

export default function Statement() {
  const { say } = useSpeech();
  const bank = useBank();
  return (
    <Page title={say('statement.title')} back={{ to: '/money', label: say('way.money') }}>
      <Loaded of={bank}>{({ business_date: today }) => <Period today={today} />}</Loaded>
    </Page>
  );
}

/** So many movements are shown; the files have all of them. */
const SHOWN = 200;

function Period({ today }: { today: string }) {
  const { say } = useSpeech();
  const year = Number(today.slice(0, 4));
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const [to, setTo] = useState(today);
  const isPeriod = from !== '' && to !== '' && from <= to;
  const statement = useRead<StatementOf>(
    'providers/statement/',
    { from, to, newest: SHOWN },
    { enabled: isPeriod, keep: true },
  );
  const choose = (first: string, last: string) => {
    setFrom(first);
    setTo(last < today ? last : today);
  };
  return (
    <div className="columns flipped">
      <div className="stack">
        <Card title={say('statement.period')}>
          <DateField label={say('statement.from')} max={to} value={from} onText={setFrom} />
          <DateField
            label={say('statement.to')}
            max={today}
            value={to}
            onText={setTo}
            fault={isPeriod ? undefined : say('statement.fault')}
          />
          <div className="row">
            {[year, year - 1].map((each) => (
              <Button
                key={each}
                kind="quiet"
                onClick={() => {
                  choose(`${String(each)}-01-01`, `${String(each)}-12-31`);
                }}
              >
                {say('statement.year', { year: String(each) })}
              </Button>
            ))}
          </div>
          <div className="row">
            <FileButton path="providers/statement/csv/" query={{ from, to }} name="statement.csv">
              {say('statement.csv')}
            </FileButton>
            <FileButton path="providers/statement/pdf/" query={{ from, to }} name="statement.pdf">
              {say('file.pdf')}
            </FileButton>
          </div>
        </Card>
        <Card title={say('statement.years')}>
          <p className="soft">{say('statement.yearSaid')}</p>
          <div className="row">
            {[year, year - 1].map((each) => (
              <FileButton
                key={each}
                path="providers/year_statement/pdf/"
                query={{ year: each }}
                name="year.pdf"
              >
                {say('statement.yearPdf', { year: String(each) })}
              </FileButton>
            ))}
          </div>
        </Card>
        {statement.data && <Balances of={statement.data} />}
      </div>
      <Card title={say('statement.movements')}>
        <Loaded of={statement}>{(data) => <Movements of={data} />}</Loaded>
      </Card>
    </div>
  );
}

function Balances({ of: { opening, closing, currency, from, to } }: { of: StatementOf }) {
  const { say, money, date } = useSpeech();
  const lines = (balances: Schemas['BalancesResponse']): [string, string][] => [
    [say('lender.free'), money(balances.fund, currency)],
    [say('lender.wallet'), money(balances.wallet, currency)],
    [say('lender.lent'), money(balances.lent, currency)],
  ];
  return (
    <>
      <Card title={say('statement.opening', { date: date(from) })}>
        <Figures asLines of={lines(opening)} />
      </Card>
      <Card title={say('statement.closing', { date: date(to) })}>
        <Figures asLines of={lines(closing)} />
      </Card>
    </>
  );
}

/** Newest first, with the balances after each. */
function Movements({ of: { movements, movement_count: count, currency } }: { of: StatementOf }) {
  const { say, has, money, date } = useSpeech();
  if (movements.length === 0) return <Nothing say="statement.none" />;
  const newest = [...movements].reverse();
  return (
    <>
      <ul className="rows">
        {newest.map((movement, index) => {
          const key = `movement.${movement.kind}`;
          return (
            <li key={movements.length - index}>
              <div>
                <strong>{has(key) ? say(key) : movement.kind}</strong>
                {movement.reversal && <span className="badge warn">{say('statement.reversal')}</span>}
                {movement.loan !== null && movement.loan_number !== null && (
                  <div className="small">
                    <Link to={`/loans/${movement.loan}`}>
                      {say('loan.of', { number: inFours(movement.loan_number) })}
                    </Link>
                  </div>
                )}
              </div>
              <div className="below small soft">
                {date(movement.business_date)} ·{' '}
                {say('statement.after', {
                  fund: money(movement.balances.fund, currency),
                  wallet: money(movement.balances.wallet, currency),
                })}
              </div>
              <strong className="number">{money(movement.amount, currency)}</strong>
            </li>
          );
        })}
      </ul>
      {count > newest.length && (
        <p className="hint">{say('statement.more', { count: count - newest.length })}</p>
      )}
    </>
  );
}
