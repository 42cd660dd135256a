import { inFours } from '../../../web/in-fours';
import type { Loan, Schemas, Transfer } from '../api/types';
import { date, money, personName, shortId } from '../parts/format';
import { To } from '../parts/Links';
import { useApi } from '../parts/use-api';
import { Party } from '../transfers/Party';
import { PURPOSES } from '../transfers/transfer-words';
import { say } from '../words/say';

export type Explanation = Schemas['LineExplanationResponse'];

/** What a line may be, with what tells it from others like it: whose it is, how much, and when it was due. */
export function Proposed({ explanation: { kind, id } }: { explanation: Explanation }) {
  switch (kind) {
    case 'transfer':
      return <ProposedTransfer id={id} />;
    case 'payout':
      return <>{say('Payout {reference} of a gateway', { reference: id })}</>;
    case 'loan':
      return <ProposedLoan id={id} />;
    default:
      return <ProposedPerson kind={kind} id={id} />;
  }
}

function ProposedTransfer({ id }: { id: string }) {
  const { data } = useApi<Transfer>(`transfers/${id}/`);
  return (
    <>
      <To to={`/transfers/${id}/show`}>{say('Transfer {number}', { number: shortId(id) })}</To>
      {data && (
        <>
          {say(': {purpose}, {amount}, asked for {date}, ', {
            purpose: PURPOSES[data.purpose],
            amount: money(data.amount, data.currency),
            date: date(data.counts_from),
          })}
          <Party transfer={data} />
        </>
      )}
    </>
  );
}

function ProposedLoan({ id }: { id: string }) {
  const { data } = useApi<Loan>(`loans/${id}/`);
  return (
    <>
      <To to={`/loans/${id}/show`}>
        {say('Loan {number}', { number: data ? inFours(data.number) : shortId(id) })}
      </To>
      {data && ` · ${data.customer_name ?? shortId(data.customer)}: `}
      {data &&
        (data.next_due_date === null
          ? say('{amount} owed', { amount: money(data.remaining_balance, data.currency) })
          : say('{amount} due {date}', {
              amount: money(data.next_due_amount, data.currency),
              date: date(data.next_due_date),
            }))}
    </>
  );
}

function ProposedPerson({ kind, id }: { kind: 'provider' | 'customer'; id: string }) {
  const { data } = useApi<{ username: string }>(`${kind}s/${id}/`);
  return (
    <>
      {kind === 'provider' ? say('Provider') : say('Customer')}{' '}
      <To to={`/${kind}s/${id}/show`}>{data ? personName(data) : shortId(id)}</To>
    </>
  );
}
