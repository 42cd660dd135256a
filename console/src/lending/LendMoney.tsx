import RequestQuoteIcon from '@mui/icons-material/RequestQuote';
import { Box, Button, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { inFours } from '../../../web/in-fours';
import type { Configuration, Customer, Schemas } from '../api/types';
import { Command } from '../parts/Command';
import { PrintButton } from '../parts/DownloadButton';
import { Figures } from '../parts/Figures';
import type { FieldDescription } from '../parts/form';
import { date, money, personName } from '../parts/format';
import { useApi } from '../parts/use-api';
import { QuoteShown } from './QuoteShown';
import { say } from '../words/say';

type Answer = Schemas['LoanResponse'] & Partial<Pick<Schemas['QueuedLoanResponse'], 'queue'>>;

/** Quotes a loan for somebody at the counter, and requests exactly that. */
export function LendMoney({ customer }: { customer: Customer }) {
  const bank = useApi<Configuration>('bank_configuration/');
  const { currency } = customer;
  const most = bank.data?.installments ?? 1;
  const mayWait = bank.data?.when_unfunded === 'queue' || bank.data?.queue_on_request === true;
  const fields: FieldDescription[] = [
    { name: 'amount', label: say('Amount in {currency}', { currency }), kind: 'amount', currency },
    {
      name: 'installments',
      label: say('Instalments'),
      kind: 'number',
      optional: true,
      help: say('Up to {most}; empty: {most}.', { most }),
    },
    ...(mayWait
      ? [
          {
            name: 'queue',
            label: say('May wait'),
            kind: 'switch' as const,
            initial: bank.data?.when_unfunded === 'queue',
            help: say('in the funding queue, if there is not enough money now'),
          },
        ]
      : []),
  ];
  return (
    <Command<Schemas['QuoteResponse'], Answer>
      name={say('Lend')}
      icon={<RequestQuoteIcon />}
      text={say(
        'What a loan would cost {name}, who may borrow from {least} to {most}; nothing is lent before that is confirmed.',
        {
          name: personName(customer),
          least: money(customer.min_loan_amount, currency),
          most: money(customer.max_loan_amount, currency),
        },
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
      done={say('The loan is requested')}
      outcome={(loan) => <Requested loan={loan} />}
    />
  );
}

function Requested({ loan }: { loan: Answer }) {
  return (
    <>
      <Typography sx={{ mb: 2 }}>
        {loan.queue
          ? say('It waits for money at place {position}, until {until} at the latest.', {
              position: loan.queue.position,
              until: date(loan.queue.expires_on),
            })
          : say('The loan is paid out.')}
      </Typography>
      <Figures
        rows={[
          [say('Number'), inFours(loan.number)],
          [say('Principal'), money(loan.amount, loan.currency)],
          ...(loan.queue ? [] : ([[say('Total owed'), money(loan.amount_due, loan.currency)]] as const)),
        ]}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
        {!loan.queue && <PrintButton path={`loans/${loan.id}/agreement/pdf/`} label={say('Agreement')} />}
        <Button component={Link} to={`/loans/${loan.id}/show`} size="small" variant="outlined">
          {say('Open the loan')}
        </Button>
      </Box>
    </>
  );
}
