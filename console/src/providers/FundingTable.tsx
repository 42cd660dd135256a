import type { Schemas } from '../api/types';
import { Ref } from '../parts/Links';
import { instant, money } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';

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
      label="Participations"
      rows={fundings}
      empty="Nobody has lent anything."
      columns={[
        of === 'provider'
          ? {
              label: 'Provider',
              isText: true,
              value: (row) => <Ref kind="provider" id={row.provider} name={row.provider_name} />,
            }
          : { label: 'Loan', value: (row) => <Ref kind="loan" id={row.loan} /> },
        { label: 'Lent', figure: true, value: (row) => money(row.amount, row.currency) },
        {
          label: 'Outstanding',
          figure: true,
          value: (row) => money(row.principal_outstanding, row.currency),
        },
        {
          label: 'Principal back',
          figure: true,
          value: (row) => money(row.principal_returned, row.currency),
        },
        { label: 'Interest', figure: true, value: (row) => money(row.interest_earned, row.currency) },
        { label: 'Late interest', figure: true, value: (row) => money(row.penalty_earned, row.currency) },
        { label: 'Lost', figure: true, value: (row) => money(row.principal_lost, row.currency) },
        { label: 'Recovered', figure: true, value: (row) => money(row.recovered, row.currency) },
        { label: 'Since', value: (row) => instant(row.created_at) },
      ]}
    />
  );
}
