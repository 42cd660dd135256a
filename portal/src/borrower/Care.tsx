import { useState } from 'react';
import { api } from '../../../web/client';
import { useRead } from '../api/use';
import type { List, Loan, Schemas } from '../api/types';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { SelectField, TextField } from '../parts/fields';
import { Button, Card } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech, type Key } from '../words/speech';
import { PromiseForm } from './PromiseForm';

type Request = Schemas['CareRequestResponse'];
type Promised = Schemas['PromiseResponse'];

const KINDS = ['holiday', 'reschedule', 'hardship', 'other'] as const satisfies Request['kind'][];

/** What a borrower can say who cannot pay as agreed: by when money will come, or what would help. */
export function Care({ loan }: { loan: Loan }) {
  const { say } = useSpeech();
  const requests = useRead<List<Request>>('care_requests/', { loan: loan.id, limit: 5 });
  const promises = useRead<List<Promised>>(`loans/${loan.id}/promises/`, { limit: 3 });
  const hasOpen = requests.data?.results.some(({ state }) => state === 'open') ?? true;
  const hasPromised = promises.data?.results.some(({ state }) => state === 'open') ?? true;
  return (
    <Card title={say('care.title')}>
      <p className="soft">{say('care.lead')}</p>
      <Promises promises={promises.data?.results ?? []} />
      {!hasPromised && (
        <details>
          <summary>{say('promise.title')}</summary>
          <PromiseForm loan={loan} />
        </details>
      )}
      <Requests requests={requests.data?.results ?? []} />
      {!hasOpen && (
        <details>
          <summary>{say('care.ask')}</summary>
          <AskForm loan={loan.id} />
        </details>
      )}
    </Card>
  );
}

const TONES: Record<string, string> = { granted: 'good', kept: 'good', broken: 'bad', declined: 'warn' };

function State({ of }: { of: string }) {
  const { say, has } = useSpeech();
  const key = `state.${of}`;
  return <span className={`badge ${TONES[of] ?? ''}`}>{has(key) ? say(key) : of}</span>;
}

function Promises({ promises }: { promises: readonly Promised[] }) {
  const { say, money, date } = useSpeech();
  if (promises.length === 0) return null;
  return (
    <div className="stack tight">
      <h3>{say('promise.made')}</h3>
      <ul className="rows">
        {promises.map((promise) => (
          <li key={promise.id}>
            <span>
              {say('promise.of', {
                amount: money(promise.amount, promise.currency),
                date: date(promise.due_on),
              })}
            </span>
            <State of={promise.state} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Requests({ requests }: { requests: readonly Request[] }) {
  const { say } = useSpeech();
  if (requests.length === 0) return null;
  return (
    <div className="stack tight">
      <h3>{say('care.asked')}</h3>
      <ul className="rows">
        {requests.map((request) => (
          <OneRequest key={request.id} request={request} />
        ))}
      </ul>
    </div>
  );
}

const kindKey = (kind: Request['kind']): Key => `care.kind.${kind}`;

function OneRequest({ request }: { request: Request }) {
  const { say, date } = useSpeech();
  const { id, kind, wish, state, answer, created_at: at } = request;
  const withdraw = useCommand(`care.withdraw.${id}`, {}, () =>
    api(`care_requests/${id}/withdraw/`, { method: 'POST' }),
  );
  return (
    <li>
      <div className="stack tight">
        <strong>{say('care.askedOn', { kind: say(kindKey(kind)), date: date(at.slice(0, 10)) })}</strong>
        {wish !== null && (
          <p className="soft said" dir="auto">
            {wish}
          </p>
        )}
        {answer !== null && (
          <div className="note">
            <strong className="small">{say('care.answer')}</strong>
            <p className="said" dir="auto">
              {answer}
            </p>
          </div>
        )}
        {state === 'open' && (
          <p className="hint">
            {say('care.waits')}{' '}
            <button type="button" className="plain" onClick={() => void withdraw.go()}>
              {say('care.withdraw')}
            </button>
          </p>
        )}
        <ErrorNote error={withdraw.error} />
      </div>
      <State of={state} />
    </li>
  );
}

function AskForm({ loan }: { loan: string }) {
  const { say } = useSpeech();
  const [kind, setKind] = useState<string>(KINDS[0]);
  const [wish, setWish] = useState('');
  const body = { loan, kind, wish };
  const ask = useCommand(`care.${loan}`, body, () =>
    api<Request>('care_requests/', { method: 'POST', body }),
  );
  const faultOf = useFaultOf(ask.error);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask.go();
      }}
    >
      <SelectField
        label={say('care.kind')}
        value={kind}
        options={KINDS.map((each) => ({ value: each, label: say(kindKey(each)) }))}
        onText={setKind}
      />
      <TextField
        label={say('care.wish')}
        hint={say('care.wishSaid')}
        fault={faultOf('wish')}
        required
        maxLength={2000}
        value={wish}
        onText={setWish}
      />
      <ErrorNote error={ask.error} />
      <div>
        <Button type="submit" isBusy={ask.isBusy}>
          {say('care.send')}
        </Button>
      </div>
    </form>
  );
}
