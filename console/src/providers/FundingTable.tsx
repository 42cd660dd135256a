import type { Schemas } from '../api/types';
import { LoanRef, Ref } from '../parts/Links';
import { instant, money } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { say } from '../words/say';

/** Participations, of a loan or of a provider. */
export function FundingTable({
  fundings,
  of,
}: {
  fundings: readonly Schemas['FundingResponse'][];
  of: 'provider' | 'loan';
}) {
  return (
    <SimpleTable
      label={say('Participations')}
      rows={fundings}
      empty={say('Nobody has lent anything.')}
      columns={[
        of === 'provider'
          ? {
              label: say('Provider'),
              isText: true,
              value: (row) => <Ref kind="provider" id={row.provider} name={row.provider_name} />,
            }
          : { label: say('Loan'), value: (row) => <LoanRef loan={row.loan} number={row.loan_number} /> },
        { label: say('Lent'), figure: true, value: (row) => money(row.amount, row.currency) },
        {
          label: say('Outstanding'),
          figure: true,
          value: (row) => money(row.principal_outstanding, row.currency),
        },
        {
          label: say('Principal back'),
          figure: true,
          value: (row) => money(row.principal_returned, row.currency),
        },
        { label: say('Interest'), figure: true, value: (row) => money(row.interest_earned, row.currency) },
        {
          label: say('Late interest'),
          figure: true,
          value: (row) => money(row.penalty_earned, row.currency),
        },
        { label: say('Lost'), figure: true, value: (row) => money(row.principal_lost, row.currency) },
        { label: say('Recovered'), figure: true, value: (row) => money(row.recovered, row.currency) },
        { label: say('Since'), value: (row) => instant(row.created_at) },
      ]}
    />
  );
}
