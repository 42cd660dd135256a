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

const SAYS = {
  pay: 'Enter payment',
  recover: 'Enter recovery',
  text: 'Enters money that came in for this loan. It is split by the terms of the loan and among its lenders.',
  valueDate:
    'The day on which the money came, if that was before today. The loan is then as if it had been entered that day.',
  done: 'The payment is booked',
  looksLike: 'This may be the same payment, entered twice:',
  sameAmount: 'the same amount',
  sameReference: 'the same reference',
  another: 'It is another payment',
  receipt: 'Print receipt',
} as const;

/** Takes a payment on a loan, and gives a receipt for it. */
export function TakePayment({ loan }: { loan: LoanDetail }) {
  const { currency } = loan;
  const isWrittenOff = loan.status === 'written_off';
  const fields: FieldDescription[] = [
    {
      name: 'amount',
      label: `Amount in ${currency}`,
      kind: 'amount',
      currency,
      initial: isWrittenOff ? '' : loan.next_due_amount,
      help: `Still owed: ${money(loan.remaining_balance, currency)}`,
    },
    ...OVER_THE_COUNTER,
    { name: 'value_date', label: 'Value date', kind: 'date', optional: true, help: SAYS.valueDate },
  ];
  return (
    <Command<Schemas['PaymentPreviewResponse'], Schemas['MadePaymentResponse']>
      name={isWrittenOff ? SAYS.recover : SAYS.pay}
      icon={<PaidIcon />}
      text={SAYS.text}
      path="payments/"
      fields={fields}
      body={(values) => ({ loan: loan.id, ...values })}
      preview={{
        show: ({ before, after, payment }, { method, reference }) => (
          <>
            <Figures
              rows={[
                ['Amount', <strong key="amount">{money(payment.amount, currency)}</strong>],
                [
                  'How the money goes',
                  methodInWords({ method: String(method), reference: reference ? String(reference) : null }),
                ],
                ['Value date', date(payment.value_date)],
              ]}
            />
            <BeforeAfter before={before} after={after} lines={LOAN_LINES} />
            <ShareTable loan={loan.id} shares={payment.shares} currency={currency} />
          </>
        ),
        warning: ({ looks_like: alike }) =>
          alike.length === 0
            ? null
            : { text: <Alike alike={alike} currency={currency} />, confirm: SAYS.another },
      }}
      movesMoney
      done={SAYS.done}
      outcome={(payment) => (
        <ReceiptGiven
          receipt={payment}
          rows={[
            ['Customer', loan.customer_name ?? '–'],
            ['Amount', money(payment.amount, currency)],
            ['Still owed', money(payment.remaining_balance, currency)],
            ['The loan is now', words(payment.loan_status)],
          ]}
          print={<PrintButton path={`payments/${payment.id}/pdf/`} label={SAYS.receipt} />}
        />
      )}
    />
  );
}

/** Payments that may be this one. Each opens beside the form, which is kept. */
function Alike({ alike, currency }: { alike: readonly Schemas['AlikePaymentResponse'][]; currency: string }) {
  return (
    <>
      {SAYS.looksLike}
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {alike.map(({ payment, amount, same, created_at: entered }) => (
          <li key={payment}>
            <Link href={`#/payments/${payment}/show`} target="_blank" rel="noopener">
              {money(amount, currency)}
            </Link>
            , {instant(entered)} ({same === 'amount' ? SAYS.sameAmount : SAYS.sameReference})
          </li>
        ))}
      </Box>
    </>
  );
}
