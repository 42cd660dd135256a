import BlockIcon from '@mui/icons-material/Block';
import CancelIcon from '@mui/icons-material/Cancel';
import EventBusyIcon from '@mui/icons-material/EventBusy';
import { Box, Typography } from '@mui/material';
import type { LoanDetail, Schemas } from '../api/types';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import { money, shortId } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { TakePayment } from '../payments/TakePayment';
import { LOAN_LINES } from './loan-lines';
import { UndoLoan } from './UndoLoan';
import { useLenders } from './use-lenders';

const OPEN = ['active', 'overdue', 'defaulted', 'written_off'];

/** What staff can do with a loan. Money moves by these commands alone. */
export function LoanActions({ loan }: { loan: LoanDetail }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
      {OPEN.includes(loan.status) && <TakePayment loan={loan} />}
      {loan.status === 'defaulted' && (
        <Command<Schemas['WriteOffPreviewResponse']>
          name="Write off"
          icon={<BlockIcon />}
          isDangerous
          text="Gives up what is owed. The loss of principal is booked to the lenders by their shares; what comes in later is a recovery and is split the same way."
          path={`loans/${loan.id}/write_off/`}
          fields={[{ name: 'reason', label: 'Reason', kind: 'long' }]}
          preview={{ show: (preview) => <WriteOffReview loan={loan.id} preview={preview} /> }}
          movesMoney
          done="The loan is written off."
        />
      )}
      {loan.autopay?.state === 'on' && (
        <Command
          name="Stop collecting"
          icon={<EventBusyIcon />}
          isDangerous
          text={`Nothing more is collected by itself from ${loan.autopay.instrument_label}. What was sent already goes on.`}
          path={`loans/${loan.id}/autopay/`}
          method="DELETE"
          body={() => undefined}
          done="Nothing is collected by itself any more."
        />
      )}
      {/* Nothing is paid out by transfer where nothing is ever in transit. */}
      {OPEN.includes(loan.status) && loan.in_transit !== undefined && <UndoLoan loan={loan} />}
      {loan.status === 'queued' && (
        <Command
          name="Take out of the queue"
          icon={<CancelIcon />}
          isDangerous
          text="The request is cancelled. Nothing was paid out, so no money moves."
          path={`loans/${loan.id}/cancel/`}
          body={() => undefined}
          done="The request is cancelled."
        />
      )}
      {!['queued', 'cancelled'].includes(loan.status) && (
        <PrintButton path={`loans/${loan.id}/agreement/pdf/`} label="Agreement" />
      )}
      <PrintButton path={`loans/${loan.id}/statement/pdf/`} label="Statement" />
    </Box>
  );
}

function WriteOffReview({
  loan,
  preview: { before, after, write_off: writeOff },
}: {
  loan: string;
  preview: Schemas['WriteOffPreviewResponse'];
}) {
  const names = useLenders(loan);
  return (
    <>
      <BeforeAfter before={before} after={after} lines={LOAN_LINES} />
      <Typography sx={{ mt: 2, mb: 1 }}>
        The lenders lose {money(writeOff.loss, writeOff.currency)} of principal:
      </Typography>
      <SimpleTable
        label="Losses"
        rows={writeOff.losses}
        columns={[
          {
            label: 'Provider',
            isText: true,
            value: (row) => names.get(row.provider) ?? shortId(row.provider),
          },
          { label: 'Loss', figure: true, value: (row) => money(row.amount, writeOff.currency) },
        ]}
      />
    </>
  );
}
