import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Payment, Schemas } from '../api/types';
import { methodInWords } from '../counter/words';
import { ShareTable } from '../loans/ShareTable';
import { PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import { LoanRef, Ref } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { ReversePayment } from './ReversePayment';
import { figure, say } from '../words/say';

export default function PaymentPage() {
  return (
    <ShowBase resource="payments">
      <PaymentDetails />
    </ShowBase>
  );
}

/** Somebody who comes from a list sees what the list knew of the payment, until the rest is there. */
type PaymentOnPage = Payment & Partial<Schemas['ShownPaymentResponse']>;

function PaymentDetails() {
  const payment = useRecordContext<PaymentOnPage>();
  if (!payment) return null;
  const amount = (text: string) => money(text, payment.currency);
  return (
    <Box sx={{ mt: 2 }}>
      <Title
        title={say('Payment {number} · {amount}', {
          number: shortId(payment.id),
          amount: amount(payment.amount),
        })}
      />
      <Section
        title={say('Payment')}
        actions={
          <>
            <PrintButton path={`payments/${payment.id}/pdf/`} label={say('Receipt')} />
            {!payment.reversed_at && <ReversePayment payment={payment} />}
          </>
        }
      >
        <Figures
          rows={[
            [say('Amount'), amount(payment.amount)],
            [say('Loan'), <LoanRef key="loan" loan={payment.loan} number={payment.loan_number} />],
            [
              say('Customer'),
              <Ref
                key="customer"
                kind="customer"
                id={payment.customer}
                name={payment.customer_name ?? null}
              />,
            ],
            ...(payment.receipt_number
              ? ([
                  [say('Receipt'), figure(payment.receipt_number)],
                  [say('How the money went'), methodInWords({ method: null, reference: null, ...payment })],
                ] as const)
              : []),
            ...(payment.return_receipt_number
              ? ([[say('Receipt for what was handed back'), figure(payment.return_receipt_number)]] as const)
              : []),
            [say('Value date'), date(payment.value_date)],
            [say('Entered'), instant(payment.created_at)],
            [say('Principal'), amount(payment.principal)],
            [say('Interest'), amount(payment.interest)],
            [say('Late interest'), amount(payment.penalty)],
            [say('Recovery'), amount(payment.recovery)],
            [say('Commission of the bank'), amount(payment.commission)],
            [say('Number in full'), payment.id],
            [
              say('State'),
              payment.reversed_at
                ? say('Reversed {at}', { at: instant(payment.reversed_at) })
                : say('Counts'),
            ],
          ]}
        />
        {payment.shares && (
          <ShareTable loan={payment.loan} shares={payment.shares} currency={payment.currency} />
        )}
      </Section>
      <Section title={say('Instalments it paid')}>
        <SimpleTable
          label={say('Instalments')}
          rows={payment.installments ?? []}
          empty={say('None.')}
          columns={[
            { label: say('No.'), figure: true, value: (row) => row.nr },
            { label: say('Due'), value: (row) => date(row.due_date) },
            { label: say('Principal'), figure: true, value: (row) => amount(row.principal) },
            { label: say('Interest'), figure: true, value: (row) => amount(row.interest) },
            { label: say('Late interest'), figure: true, value: (row) => amount(row.penalty) },
          ]}
        />
      </Section>
    </Box>
  );
}
