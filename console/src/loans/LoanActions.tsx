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
import { say } from '../words/say';

const OPEN = ['active', 'overdue', 'defaulted', 'written_off'];

/** What staff can do with a loan. Money moves by these commands alone. */
export function LoanActions({ loan }: { loan: LoanDetail }) {
  const paymentFields: FieldDescription[] = [
    {
      name: 'amount',
      label: say('Amount in {currency}', { currency: loan.currency }),
      kind: 'amount',
      currency: loan.currency,
      initial: loan.status === 'written_off' ? '' : loan.next_due_amount,
      help: say('Still owed: {amount}', { amount: money(loan.remaining_balance, loan.currency) }),
    },
    {
      name: 'value_date',
      label: say('Value date'),
      kind: 'date',
      optional: true,
      help: say(
        'The day on which the money came, if that was before today. The loan is then as if it had been entered that day.',
      ),
    },
  ];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
      {OPEN.includes(loan.status) && (
        <Command<Schemas['PaymentPreviewResponse']>
          name={loan.status === 'written_off' ? say('Enter recovery') : say('Enter payment')}
          icon={<PaidIcon />}
          text={say(
            'Enters money that came in for this loan. It is split by the terms of the loan and among its lenders.',
          )}
          path="payments/"
          fields={paymentFields}
          body={(values) => ({ loan: loan.id, ...values })}
          preview={{ show: (preview) => <PaymentReview loan={loan.id} preview={preview} /> }}
          movesMoney
          done={say('The payment is booked.')}
        />
      )}
      {loan.status === 'defaulted' && (
        <Command<Schemas['WriteOffPreviewResponse']>
          name={say('Write off')}
          icon={<BlockIcon />}
          isDangerous
          text={say(
            'Gives up what is owed. The loss of principal is booked to the lenders by their shares; what comes in later is a recovery and is split the same way.',
          )}
          path={`loans/${loan.id}/write_off/`}
          fields={[{ name: 'reason', label: say('Reason'), kind: 'long' }]}
          preview={{ show: (preview) => <WriteOffReview loan={loan.id} preview={preview} /> }}
          movesMoney
          done={say('The loan is written off.')}
        />
      )}
      {loan.autopay?.state === 'on' && (
        <Command
          name={say('Stop collecting')}
          icon={<EventBusyIcon />}
          isDangerous
          text={say('Nothing more is collected by itself from {instrument}. What was sent already goes on.', {
            instrument: loan.autopay.instrument_label,
          })}
          path={`loans/${loan.id}/autopay/`}
          method="DELETE"
          body={() => undefined}
          done={say('Nothing is collected by itself any more.')}
        />
      )}
      {/* Nothing is paid out by transfer where nothing is ever in transit. */}
      {OPEN.includes(loan.status) && loan.in_transit !== undefined && <UndoLoan loan={loan} />}
      {loan.status === 'queued' && (
        <Command
          name={say('Take out of the queue')}
          icon={<CancelIcon />}
          isDangerous
          text={say('The request is cancelled. Nothing was paid out, so no money moves.')}
          path={`loans/${loan.id}/cancel/`}
          body={() => undefined}
          done={say('The request is cancelled.')}
        />
      )}
      {!['queued', 'cancelled'].includes(loan.status) && (
        <PrintButton path={`loans/${loan.id}/agreement/pdf/`} label={say('Agreement')} />
      )}
      <PrintButton path={`loans/${loan.id}/statement/pdf/`} label={say('Statement')} />
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
        {say('The lenders lose {amount} of principal:', { amount: money(writeOff.loss, writeOff.currency) })}
      </Typography>
      <SimpleTable
        label={say('Losses')}
        rows={writeOff.losses}
        columns={[
          {
            label: say('Provider'),
            isText: true,
            value: (row) => names.get(row.provider) ?? shortId(row.provider),
          },
          { label: say('Loss'), figure: true, value: (row) => money(row.amount, writeOff.currency) },
        ]}
      />
    </>
  );
}
