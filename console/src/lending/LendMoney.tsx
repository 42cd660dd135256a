import RequestQuoteIcon from '@mui/icons-material/RequestQuote';
import { Box, Button, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import type { Configuration, Customer, Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import type { FieldDescription } from '../parts/form';
import { money, personName, spoken } from '../parts/format';
import { useApi } from '../parts/use-api';
import { QuoteShown } from './QuoteShown';
import { SAYS } from './words';

type Answer = Schemas['LoanResponse'] & Partial<Pick<Schemas['QueuedLoanResponse'], 'queue'>>;

/** Quotes a loan for somebody at the counter, and requests exactly that. */
export function LendMoney({ customer }: { customer: Customer }) {
  const bank = useApi<Configuration>('bank_configuration/');
  const { currency } = customer;
  const most = bank.data?.installments ?? 1;
  const mayWait = bank.data?.when_unfunded === 'queue' || bank.data?.queue_on_request === true;
  const fields: FieldDescription[] = [
    { name: 'amount', label: SAYS.amount(currency), kind: 'amount', currency },
    {
      name: 'installments',
      label: SAYS.installments,
      kind: 'number',
      optional: true,
      help: SAYS.installmentsHelp(most),
    },
    ...(mayWait
      ? [
          {
            name: 'queue',
            label: SAYS.queue,
            kind: 'switch' as const,
            initial: bank.data?.when_unfunded === 'queue',
            help: SAYS.queueHelp,
          },
        ]
      : []),
  ];
  return (
    <Command<Schemas['QuoteResponse'], Answer>
      name={SAYS.lend}
      icon={<RequestQuoteIcon />}
      text={SAYS.text(
        personName(customer),
        money(customer.min_loan_amount, currency),
        money(customer.max_loan_amount, currency),
      )}
      path="loans/"
      fields={fields}
      disabled={bank.data === undefined}
      body={({ queue, ...wanted }, quote) =>
        quote === null
          ? { customer: customer.id, ...wanted }
          : { customer: customer.id, quote: quote.id, ...(queue === true && { queue }) }
      }
      preview={{
        path: 'quotes/',
        query: {},
        show: (quote, { queue }) => <QuoteShown quote={quote} mayWait={mayWait} isToWait={queue === true} />,
      }}
      movesMoney
      done={SAYS.done}
      outcome={(loan) => <Requested loan={loan} />}
    />
  );
}

function Requested({ loan }: { loan: Answer }) {
  return (
    <>
      <Typography sx={{ mb: 2 }}>
        {loan.queue ? SAYS.placed(loan.queue.position, loan.queue.expires_on) : SAYS.paidOut}
      </Typography>
      <Figures
        rows={[
          [SAYS.number, spoken(loan.number)],
          ['Principal', money(loan.amount, loan.currency)],
          ...(loan.queue ? [] : ([['Owed in all', money(loan.amount_due, loan.currency)]] as const)),
        ]}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
        {!loan.queue && <PrintButton path={`loans/${loan.id}/agreement/pdf/`} label={SAYS.agreement} />}
        <Button component={Link} to={`/loans/${loan.id}/show`} size="small" variant="outlined">
          {SAYS.open}
        </Button>
      </Box>
    </>
  );
}
