import type { Loan, Schemas, Transfer } from '../api/types';
import { date, money, personName, shortId } from '../parts/format';
import { To } from '../parts/Links';
import { useApi } from '../parts/use-api';
import { Party } from '../transfers/Party';
import { PURPOSES } from '../transfers/transfer-words';

export type Explanation = Schemas['LineExplanationResponse'];

/** What a line may be, with what tells it from others like it: whose it is, how much, and when it was due. */
export function Proposed({ explanation: { kind, id } }: { explanation: Explanation }) {
  switch (kind) {
    case 'transfer':
      return <ProposedTransfer id={id} />;
    case 'payout':
      return <>Payout {id} of a gateway</>;
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
      <To to={`/transfers/${id}/show`}>Transfer {shortId(id)}</To>
      {data && (
        <>
          {`: ${PURPOSES[data.purpose]}, ${money(data.amount, data.currency)}, asked for ${date(data.counts_from)}, `}
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
      <To to={`/loans/${id}/show`}>Loan {shortId(id)}</To>
      {data && ` of ${data.customer_name ?? shortId(data.customer)}: `}
      {data &&
        (data.next_due_date === null
          ? `${money(data.remaining_balance, data.currency)} owed`
          : `${money(data.next_due_amount, data.currency)} due ${date(data.next_due_date)}`)}
    </>
  );
}

function ProposedPerson({ kind, id }: { kind: 'provider' | 'customer'; id: string }) {
  const { data } = useApi<{ username: string }>(`${kind}s/${id}/`);
  return (
    <>
      {kind === 'provider' ? 'Provider ' : 'Customer '}
      <To to={`/${kind}s/${id}/show`}>{data ? personName(data) : shortId(id)}</To>
    </>
  );
}
