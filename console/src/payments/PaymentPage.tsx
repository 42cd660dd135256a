import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Payment, Schemas } from '../api/types';
import { methodInWords } from '../counter/words';
import { ShareTable } from '../loans/ShareTable';
import { PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import { Ref } from '../parts/Links';
import { date, instant, money, shortId } from '../parts/format';
import { Section } from '../parts/Section';
import { SimpleTable } from '../parts/SimpleTable';
import { ReversePayment } from './ReversePayment';

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
      <Title title={`Payment ${shortId(payment.id)} · ${amount(payment.amount)}`} />
      <Section
        title="Payment"
        actions={
          <>
            <PrintButton path={`payments/${payment.id}/pdf/`} label="Receipt" />
            {!payment.reversed_at && <ReversePayment payment={payment} />}
          </>
        }
      >
        <Figures
          rows={[
            ['Amount', amount(payment.amount)],
            ['Loan', <Ref key="loan" kind="loan" id={payment.loan} />],
            [
              'Customer',
              <Ref
                key="customer"
                kind="customer"
                id={payment.customer}
                name={payment.customer_name ?? null}
              />,
            ],
            ...(payment.receipt_number
              ? ([
                  ['Receipt', payment.receipt_number],
                  ['How the money went', methodInWords({ method: null, reference: null, ...payment })],
                ] as const)
              : []),
            ...(payment.return_receipt_number
              ? ([['Receipt for what was handed back', payment.return_receipt_number]] as const)
              : []),
            ['Value date', date(payment.value_date)],
            ['Entered', instant(payment.created_at)],
            ['Principal', amount(payment.principal)],
            ['Interest', amount(payment.interest)],
            ['Late interest', amount(payment.penalty)],
            ['Recovery', amount(payment.recovery)],
            ['Commission of the bank', amount(payment.commission)],
            ['Number in full', payment.id],
            ['State', payment.reversed_at ? `Reversed ${instant(payment.reversed_at)}` : 'Counts'],
          ]}
        />
        {payment.shares && (
          <ShareTable loan={payment.loan} shares={payment.shares} currency={payment.currency} />
        )}
      </Section>
      <Section title="Instalments it paid">
        <SimpleTable
          label="Instalments"
          rows={payment.installments ?? []}
          empty="None."
          columns={[
            { label: 'No.', figure: true, value: (row) => row.nr },
            { label: 'Due', value: (row) => date(row.due_date) },
            { label: 'Principal', figure: true, value: (row) => amount(row.principal) },
            { label: 'Interest', figure: true, value: (row) => amount(row.interest) },
            { label: 'Late interest', figure: true, value: (row) => amount(row.penalty) },
          ]}
        />
      </Section>
    </Box>
  );
}
