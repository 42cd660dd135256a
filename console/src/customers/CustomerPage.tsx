import TuneIcon from '@mui/icons-material/Tune';
import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import type { Customer, Schemas } from '../api/types';
import { NoteStream } from '../care/NoteStream';
import { WriteNote } from '../care/WriteNote';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { instant, money, personName } from '../parts/format';
import { LendMoney } from '../lending/LendMoney';
import { LoanTable } from '../loans/LoanTable';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { CorrectProfile } from '../people/CorrectProfile';
import { PayoutAccounts } from '../people/PayoutAccounts';
import { SignInCode } from '../people/SignInCode';
import { PaymentTable } from '../payments/PaymentTable';
import { CreditPanel } from './CreditPanel';
import { ScorePanel } from './ScorePanel';
import { apart, figure, say } from '../words/say';

/** Everything about one customer. */
export default function CustomerPage() {
  return (
    <ShowBase resource="customers">
      <CustomerDetails />
    </ShowBase>
  );
}

function CustomerDetails() {
  const customer = useRecordContext<Customer>();
  if (!customer) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Customer {name}', { name: personName(customer) })} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
        <LendMoney customer={customer} />
        <SignInCode role="customer" person={customer} />
        <CorrectProfile role="customer" person={customer} />
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
        <Section title={say('Profile')}>
          <Figures
            rows={[
              [say('Name'), personName(customer)],
              [say('Number'), inFours(customer.number)],
              [say('Username'), customer.username],
              [say('Email'), customer.email || '–'],
              [say('Phone'), customer.phone ? figure(customer.phone) : '–'],
              [say('Address'), apart(customer.address || '–')],
              [say('Customer since'), instant(customer.created_at)],
              [
                say('Login'),
                <To key="user" to={`/users/${customer.id}/show`}>
                  {say('User account')}
                </To>,
              ],
              [
                say('Messages'),
                <To
                  key="letters"
                  to={`/notifications?filter=${encodeURIComponent(JSON.stringify({ user: customer.id }))}`}
                >
                  {say('What was written to {name}', { name: personName(customer) })}
                </To>,
              ],
            ]}
          />
        </Section>
        <Section title={say('Limits')} actions={<ChangeLimits customer={customer} />}>
          <Figures
            rows={[
              [say('Least for a loan'), money(customer.min_loan_amount, customer.currency)],
              [say('Most for a loan'), money(customer.max_loan_amount, customer.currency)],
              [
                say('Set by'),
                customer.has_own_range ? say('Staff, for this customer') : say('The bank’s configuration'),
              ],
            ]}
          />
        </Section>
      </Box>
      <CreditPanel customer={customer} />
      <PayoutAccounts person={customer} />
      <ScorePanel customerId={customer.id} />
      <Section title={say('Loans')}>
        <Pager<Schemas['LoanListResponse']> path="loans/" query={{ customer: customer.id }} limit={10}>
          {(loans) => <LoanTable loans={loans} />}
        </Pager>
      </Section>
      <Section title={say('Payments')}>
        <Pager<Schemas['PaymentListResponse']> path="payments/" query={{ customer: customer.id }} limit={10}>
          {(payments) => <PaymentTable payments={payments} />}
        </Pager>
      </Section>
      <Section title={say('Notes')} actions={<WriteNote subject={customer.id} about="customer" />}>
        <NoteStream query={{ customer: customer.id }} />
      </Section>
    </Box>
  );
}

function ChangeLimits({ customer }: { customer: Customer }) {
  const own = (text: string) => (customer.has_own_range ? text : '');
  const fields: FieldDescription[] = [
    {
      name: 'min_loan_amount',
      label: say('Least for a loan, in {currency}', { currency: customer.currency }),
      kind: 'amount',
      currency: customer.currency,
      nullable: true,
      initial: own(customer.min_loan_amount),
      help: say('Empty: the bank’s'),
    },
    {
      name: 'max_loan_amount',
      label: say('Most for a loan, in {currency}', { currency: customer.currency }),
      kind: 'amount',
      currency: customer.currency,
      nullable: true,
      initial: own(customer.max_loan_amount),
      help: say('Empty: the bank’s'),
    },
  ];
  return (
    <Command
      name={say('Change limits')}
      icon={<TuneIcon />}
      text={say(
        'What {name} may borrow, whatever the bank’s configuration and the score say. Loans that run are not touched.',
        { name: personName(customer) },
      )}
      path={`customers/${customer.id}/`}
      method="PATCH"
      fields={fields}
      done={say('The limits are changed.')}
    />
  );
}
