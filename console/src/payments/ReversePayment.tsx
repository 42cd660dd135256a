import UndoIcon from '@mui/icons-material/Undo';
import type { Payment, Schemas } from '../api/types';
import { ReceiptGiven } from '../counter/ReceiptGiven';
import { LOAN_LINES } from '../loans/loan-lines';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { say } from '../words/say';

export function ReversePayment({ payment }: { payment: Payment }) {
  return (
    <Command<Schemas['ReversalPreviewResponse'], Schemas['ReversedPaymentResponse']>
      name={say('Reverse')}
      icon={<UndoIcon />}
      isDangerous
      text={say(
        'Takes back the payment of {amount} of {date}, as if it had never been made: the loan is computed anew, and the lenders’ shares are taken back.',
        { amount: money(payment.amount, payment.currency), date: date(payment.value_date) },
      )}
      path={`payments/${payment.id}/reverse/`}
      fields={[
        {
          name: 'reason',
          label: say('Reason'),
          kind: 'long',
          help: say('Why it does not count, for whoever asks later.'),
        },
      ]}
      preview={{
        show: ({ before, after }) => <BeforeAfter before={before} after={after} lines={LOAN_LINES} />,
      }}
      movesMoney
      done={say('The payment is reversed.')}
      outcome={(reversed) => (
        <ReceiptGiven
          receipt={reversed}
          rows={[
            [say('Amount'), money(reversed.amount, reversed.currency)],
            [say('Still owed'), money(reversed.remaining_balance, reversed.currency)],
            [say('The loan is now'), words(reversed.loan_status)],
            [say('Reason'), reversed.reason],
          ]}
          print={<PrintButton path={`payments/${payment.id}/pdf/`} label={say('Print receipt')} />}
        />
      )}
    />
  );
}
