import { useRead } from '../api/use';
import type { List, Schemas } from '../api/types';
import { Card, Loaded, Nothing, Page } from '../parts/ui';
import { LineChart } from '../parts/charts';
import { useSpeech } from '../words/speech';

type CreditScore = Schemas['CreditScoreResponse'];

export default function Score() {
  const { say } = useSpeech();
  const score = useRead<CreditScore>('credit_score/');
  const history = useRead<List<Schemas['ScoreRecordResponse']>>('credit_score/history/', { limit: 100 });
  return (
    <Page title={say('score.title')} lead={say('score.lead')}>
      <Loaded of={score}>
        {(data) => (
          <div className="columns">
            <div className="stack">
              <Now score={data} />
              <Card title={say('score.reasons')}>
                <Reasons score={data} />
              </Card>
            </div>
            <div className="stack">
              <Card title={say('score.advice')}>
                <Advice of={data} />
              </Card>
              <Card title={say('score.history')}>
                <Loaded of={history}>{({ results }) => <History records={[...results].reverse()} />}</Loaded>
              </Card>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Now({ score }: { score: CreditScore }) {
  const { say, percent, date } = useSpeech();
  return (
    <Card isLead>
      <div className="row apart">
        <div className="big">{score.score}</div>
        {score.band !== null && <span className="badge good">{score.band}</span>}
      </div>
      <p>
        {score.interest_rate === null
          ? say('score.tooLow')
          : say('score.rate', { rate: percent(score.interest_rate) })}
      </p>
      <p className="hint">
        {say('score.range')} {score.scored_on !== null && say('score.asOf', { date: date(score.scored_on) })}
      </p>
    </Card>
  );
}

function Reasons({ score }: { score: CreditScore }) {
  const { say, has } = useSpeech();
  return (
    <ul className="rows">
      <li>
        <span>{say('score.base')}</span>
        <strong>{score.base}</strong>
      </li>
      {score.contributions.map(({ name, points, inputs }) => {
        const key = `reason.${name}`;
        return (
          <li key={name}>
            <span>{has(key) ? say(key, { ...NO_INPUTS, ...inputs }) : name}</span>
            <span className={`badge ${points > 0 ? 'good' : points < 0 ? 'bad' : ''}`}>
              {say('score.points', { points })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Every figure that a reason may speak of. */
const NO_INPUTS = {
  on_time: 0,
  late: 0,
  counted: 0,
  years: 0,
  days: 0,
  defaults: 0,
  written_off: 0,
  percent: 0,
  loans: 0,
  sum: 0,
};

/** What would raise the score; what can be done now comes first. */
function Advice({ of: { advice_on: names, contributions } }: { of: CreditScore }) {
  const { say, has } = useSpeech();
  const points = new Map(contributions.map((one) => [one.name, one.points]));
  if (names.length === 0) return <Nothing say="score.noAdvice" />;
  return (
    <ul className="stack tight">
      {names.map((name) => {
        const key = `advice.${name}`;
        return <li key={name}>{has(key) ? say(key, { points: Math.abs(points.get(name) ?? 0) }) : name}</li>;
      })}
    </ul>
  );
}

function History({ records }: { records: Schemas['ScoreRecordResponse'][] }) {
  const { say, date } = useSpeech();
  if (records.length === 0) return <Nothing say="score.noHistory" />;
  return (
    <>
      {records.length > 1 && (
        <LineChart
          points={records.map(({ business_date: on, score }) => ({ at: Date.parse(on), value: score }))}
          label={say('score.historyChart')}
        />
      )}
      <details>
        <summary>{say('score.asTable')}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say('date')}</th>
              <th scope="col">{say('score.title')}</th>
            </tr>
          </thead>
          <tbody>
            {[...records].reverse().map((record) => (
              <tr key={record.id}>
                <td>{date(record.business_date)}</td>
                <td>{record.score}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
