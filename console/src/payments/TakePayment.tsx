import PaidIcon from '@mui/icons-material/Paid';
import { Box, Link } from '@mui/material';
import type { LoanDetail, Schemas } from '../api/types';
import { ReceiptGiven } from '../counter/ReceiptGiven';
import { methodInWords, OVER_THE_COUNTER } from '../counter/words';
import { LOAN_LINES } from '../loans/loan-lines';
import { ShareTable } from '../loans/ShareTable';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import type { FieldDescription } from '../parts/form';
import { date, instant, money } from '../parts/format';
import { words } from '../parts/words';
import { say } from '../words/say';

/** Takes a payment on a loan, and gives a receipt for it. */
export function TakePayment({ loan }: { loan: LoanDetail }) {
  const { currency } = loan;
  const isWrittenOff = loan.status === 'written_off';
  const fields: FieldDescription[] = [
    {
      name: 'amount',
      label: say('Amount in {currency}', { currency }),
      kind: 'amount',
      currency,
      initial: isWrittenOff ? '' : loan.next_due_amount,
      help: say('Still owed: {amount}', { amount: money(loan.remaining_balance, currency) }),
    },
    ...OVER_THE_COUNTER,
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
    <Command<Schemas['PaymentPreviewResponse'], Schemas['MadePaymentResponse']>
      name={isWrittenOff ? say('Enter recovery') : say('Enter payment')}
      icon={<PaidIcon />}
      text={say(
        'Enters money that came in for this loan. It is split by the terms of the loan and among its lenders.',
      )}
      path="payments/"
      fields={fields}
      body={(values) => ({ loan: loan.id, ...values })}
      preview={{
        show: ({ before, after, payment }, { method, reference }) => (
          <>
            <Figures
              rows={[
                [say('Amount'), <strong key="amount">{money(payment.amount, currency)}</strong>],
                [
                  say('How the money goes'),
                  methodInWords({
                    method: method as Schemas['MadePaymentResponse']['method'],
                    reference: reference ? String(reference) : null,
                  }),
                ],
                [say('Value date'), date(payment.value_date)],
              ]}
            />
            <BeforeAfter before={before} after={after} lines={LOAN_LINES} />
            <ShareTable loan={loan.id} shares={payment.shares} currency={currency} />
          </>
        ),
        warning: ({ looks_like: alike }) =>
          alike.length === 0
            ? null
            : { text: <Alike alike={alike} currency={currency} />, confirm: say('It is another payment') },
      }}
      movesMoney
      done={say('The payment is booked.')}
      outcome={(payment) => (
        <ReceiptGiven
          receipt={payment}
          rows={[
            [say('Customer'), loan.customer_name ?? '–'],
            [say('Amount'), money(payment.amount, currency)],
            [say('Still owed'), money(payment.remaining_balance, currency)],
            [say('The loan is now'), words(payment.loan_status)],
          ]}
          print={<PrintButton path={`payments/${payment.id}/pdf/`} label={say('Print receipt')} />}
        />
      )}
    />
  );
}

/** Payments that may be this one. Each opens beside the form, which is kept. */
function Alike({ alike, currency }: { alike: readonly Schemas['AlikePaymentResponse'][]; currency: string }) {
  return (
    <>
      {say('This may be the same payment, entered twice:')}
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {alike.map(({ payment, amount, same, created_at: entered }) => (
          <li key={payment}>
            <Link href={`#/payments/${payment}/show`} target="_blank" rel="noopener">
              {money(amount, currency)}
            </Link>
            , {instant(entered)} ({same === 'amount' ? say('the same amount') : say('the same reference')})
          </li>
        ))}
      </Box>
    </>
  );
}
