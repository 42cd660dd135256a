import { Alert, Typography } from '@mui/material';
import type { Loan, Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { count, instant, money, percent } from '../parts/format';
import { words } from '../parts/words';
import { Pager } from '../parts/Pager';
import { SimpleTable } from '../parts/SimpleTable';
import { say } from '../words/say';

const REASONS: Record<string, string> = {
  score_band: say('The score of the customer is below its lowest band'),
  longest_term: say('The loan is longer than it lends for'),
  cap_per_loan: say('Its most per loan'),
  cap_per_borrower: say('Its most per borrower is reached'),
  paused: say('It is paused'),
  account_disabled: say('Its account is disabled'),
  below_reserve: say('Only its reserve is left'),
  no_free_funds: say('It had no free funds'),
  kept_for_queue: say('Its money is kept for loans that wait'),
  not_needed: say('Not needed any more'),
};

/** Every provider that was considered, in order: who lent, and why the others did not. */
export function AllocationReceipt({ loan }: { loan: Loan }) {
  if (loan.status === 'queued' || loan.status === 'cancelled') {
    return <Alert severity="info">{say('No money was allocated to this request.')}</Alert>;
  }
  const amount = (text: string) => money(text, loan.currency);
  return (
    <Pager<Schemas['AllocationReceiptResponse']> path={`loans/${loan.id}/allocation/`}>
      {(rows, receipt) => (
        <>
          <Figures
            rows={[
              [say('Policy'), words(receipt.policy)],
              [say('Allocated'), instant(receipt.allocated_at)],
              [say('Considered'), count(receipt.ranked)],
              [say('Lent'), count(receipt.taken)],
              [say('Configuration'), say('Version {version}', { version: receipt.config_version })],
            ]}
          />
          <Typography variant="body2" color="text.secondary" sx={{ my: 1.5 }}>
            {say(
              'In the order in which the policy asked them. The allocation was run again just now on what it knew then, and gave just this.',
            )}
          </Typography>
          <SimpleTable
            label={say('Allocation')}
            rows={rows}
            columns={[
              { label: say('Rank'), figure: true, value: (row) => row.rank ?? '–' },
              {
                label: say('Provider'),
                isText: true,
                value: (row) => <Ref kind="provider" id={row.provider} name={row.provider_name} />,
              },
              {
                label: receipt.policy === 'idle_share' ? say('Idle share') : say('Ranked by'),
                figure: true,
                value: (row) =>
                  receipt.policy === 'idle_share'
                    ? percent(row.ranking_key)
                    : money(row.ranking_key, loan.currency),
              },
              { label: say('Free'), figure: true, value: (row) => amount(row.free_amount) },
              { label: say('Could lend'), figure: true, value: (row) => amount(row.room) },
              { label: say('Outcome'), value: (row) => <Status value={row.outcome} /> },
              {
                label: say('Lent'),
                figure: true,
                value: (row) =>
                  `${amount(row.amount)}${row.remainder_unit ? ` ${say('(with the odd cent)')}` : ''}`,
              },
              {
                label: say('Why'),
                isText: true,
                value: (row) => (row.reason === null ? '' : (REASONS[row.reason] ?? words(row.reason))),
              },
            ]}
          />
        </>
      )}
    </Pager>
  );
}
