import UndoIcon from '@mui/icons-material/Undo';
import type { Payment, Schemas } from '../api/types';
import { ReceiptGiven } from '../counter/ReceiptGiven';
import { LOAN_LINES } from '../loans/loan-lines';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import { date, money } from '../parts/format';
import { words } from '../parts/words';

export function ReversePayment({ payment }: { payment: Payment }) {
  return (
    <Command<Schemas['ReversalPreviewResponse'], Schemas['ReversedPaymentResponse']>
      name="Reverse"
      icon={<UndoIcon />}
      isDangerous
      text={`Takes back the payment of ${money(payment.amount, payment.currency)} of ${date(payment.value_date)}, as if it had never been made: the loan is computed anew, and the lenders' shares are taken back.`}
      path={`payments/${payment.id}/reverse/`}
      fields={[
        {
          name: 'reason',
          label: 'Reason',
          kind: 'long',
          help: 'Why it does not count, for whoever asks later.',
        },
      ]}
      preview={{
        show: ({ before, after }) => <BeforeAfter before={before} after={after} lines={LOAN_LINES} />,
      }}
      movesMoney
      done="The payment is reversed"
      outcome={(reversed) => (
        <ReceiptGiven
          receipt={reversed}
          rows={[
            ['Amount', money(reversed.amount, reversed.currency)],
            ['Still owed', money(reversed.remaining_balance, reversed.currency)],
            ['The loan is now', words(reversed.loan_status)],
            ['Reason', reversed.reason],
          ]}
          print={<PrintButton path={`payments/${payment.id}/pdf/`} label="Print receipt" />}
        />
      )}
    />
  );
}
