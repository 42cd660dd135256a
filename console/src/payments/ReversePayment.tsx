import UndoIcon from '@mui/icons-material/Undo';
import type { Payment, Schemas } from '../api/types';
import { LOAN_LINES } from '../loans/loan-lines';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { date, money } from '../parts/format';
import { say } from '../words/say';

export function ReversePayment({ payment }: { payment: Payment }) {
  return (
    <Command<Schemas['ReversalPreviewResponse']>
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
    />
  );
}
