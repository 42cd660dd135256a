import BlockIcon from '@mui/icons-material/Block';
import CancelIcon from '@mui/icons-material/Cancel';
import EventBusyIcon from '@mui/icons-material/EventBusy';
import PaidIcon from '@mui/icons-material/Paid';
import { Box, Typography } from '@mui/material';
import type { LoanDetail, Schemas } from '../api/types';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import type { FieldDescription } from '../parts/form';
import { money, shortId } from '../parts/format';
import { SimpleTable } from '../parts/SimpleTable';
import { LOAN_LINES } from './loan-lines';
import { ShareTable } from './ShareTable';
import { UndoLoan } from './UndoLoan';
import { useLenders } from './use-lenders';

const OPEN = ['active', 'overdue', 'defaulted', 'written_off'];

/** What staff can do with a loan. Money moves by these commands alone. */
export function LoanActions({ loan }: { loan: LoanDetail }) {
  const paymentFields: FieldDescription[] = [
    {
      name: 'amount',
      label: `Amount in ${loan.currency}`,
      kind: 'amount',
      currency: loan.currency,
      initial: loan.status === 'written_off' ? '' : loan.next_due_amount,
      help: `Still owed: ${money(loan.remaining_balance, loan.currency)}`,
    },
    {
      name: 'value_date',
      label: 'Value date',
      kind: 'date',
      optional: true,
      help: 'The day on which the money came, if that was before today. The loan is then as if it had been entered that day.',
    },
  ];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
      {OPEN.includes(loan.status) && (
        <Command<Schemas['PaymentPreviewResponse']>
          name={loan.status === 'written_off' ? 'Enter recovery' : 'Enter payment'}
          icon={<PaidIcon />}
          text="Enters money that came in for this loan. It is split by the terms of the loan and among its lenders."
          path="payments/"
          fields={paymentFields}
          body={(values) => ({ loan: loan.id, ...values })}
          preview={{ show: (preview) => <PaymentReview loan={loan.id} preview={preview} /> }}
          movesMoney
          done="The payment is booked."
        />
      )}
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

function PaymentReview({
  loan,
  preview: { before, after, payment },
}: {
  loan: string;
  preview: Schemas['PaymentPreviewResponse'];
}) {
  return (
    <>
      <BeforeAfter before={before} after={after} lines={LOAN_LINES} />
      <ShareTable loan={loan} shares={payment.shares} currency={payment.currency} />
    </>
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
