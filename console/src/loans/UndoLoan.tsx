import UndoIcon from '@mui/icons-material/Undo';
import { Typography } from '@mui/material';
import type { Loan, Schemas } from '../api/types';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { money, shortId } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { useApi } from '../parts/use-api';
import { LOAN_LINES } from './loan-lines';
import { useLenders } from './use-lenders';
import { say } from '../words/say';

/** For a loan whose pay-out waits: as if it had never been granted. */
export function UndoLoan({ loan }: { loan: Loan }) {
  const transfers = useApi<Schemas['TransferListResponse']>('transfers/', {
    loan: loan.id,
    direction: 'out',
  });
  if (!transfers.data?.results.some(({ state }) => state === 'reserved')) return null;
  return (
    <Command<Schemas['UndoPreviewResponse']>
      name={say('Undo loan')}
      icon={<UndoIcon />}
      isDangerous
      text={say(
        'The loan counts as if it had never been granted: its lenders have their money back, and its pay-out, which was not sent yet, is cancelled. Payments on it are reversed first, and stay as credit.',
      )}
      path={`loans/${loan.id}/undo/`}
      fields={[{ name: 'reason', label: say('Reason'), kind: 'long' }]}
      preview={{ show: (preview) => <UndoReview loan={loan.id} preview={preview} /> }}
      movesMoney
      done={say('The loan is undone.')}
    />
  );
}

function UndoReview({
  loan,
  preview: { before, after, undo },
}: {
  loan: string;
  preview: Schemas['UndoPreviewResponse'];
}) {
  const names = useLenders(loan);
  return (
    <>
      <BeforeAfter before={before} after={after} lines={LOAN_LINES} />
      <Typography sx={{ mt: 2, mb: 1 }}>
        {say('The lenders have {amount} free to lend again:', { amount: money(undo.amount, undo.currency) })}
      </Typography>
      <SimpleTable
        label={say('Given back')}
        rows={undo.returned}
        columns={[
          {
            label: say('Provider'),
            isText: true,
            value: (row) => names.get(row.provider) ?? shortId(row.provider),
          },
          { label: say('Given back'), figure: true, value: (row) => money(row.amount, undo.currency) },
        ]}
      />
    </>
  );
}
