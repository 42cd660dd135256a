import TuneIcon from '@mui/icons-material/Tune';
import { Box } from '@mui/material';
import { ShowBase, Title, useRecordContext } from 'react-admin';
import type { Customer, Schemas } from '../api/types';
import { NoteStream } from '../care/NoteStream';
import { WriteNote } from '../care/WriteNote';
import { Figures } from '../parts/Figures';
import { To } from '../parts/Links';
import { Command } from '../parts/Command';
import type { FieldDescription } from '../parts/form';
import { instant, money, personName, spoken } from '../parts/format';
import { LendMoney } from '../lending/LendMoney';
import { LoanTable } from '../loans/LoanTable';
import { Pager } from '../parts/Pager';
import { Section } from '../parts/Section';
import { CorrectProfile } from '../people/CorrectProfile';
import { SignInCode } from '../people/SignInCode';
import { PaymentTable } from '../payments/PaymentTable';
import { CreditPanel } from './CreditPanel';
import { ScorePanel } from './ScorePanel';

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
      <Title title={`Customer ${personName(customer)}`} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
        <LendMoney customer={customer} />
        <SignInCode role="customer" person={customer} />
        <CorrectProfile role="customer" person={customer} />
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
        <Section title="Profile">
          <Figures
            rows={[
              ['Name', personName(customer)],
              ['Number', spoken(customer.number)],
              ['Username', customer.username],
              ['Email', customer.email || '–'],
              ['Phone', customer.phone || '–'],
              ['Address', customer.address || '–'],
              ['Customer since', instant(customer.created_at)],
              [
                'Login',
                <To key="user" to={`/users/${customer.id}/show`}>
                  User account
                </To>,
              ],
            ]}
          />
        </Section>
        <Section title="Limits" actions={<ChangeLimits customer={customer} />}>
          <Figures
            rows={[
              ['Least for a loan', money(customer.min_loan_amount, customer.currency)],
              ['Most for a loan', money(customer.max_loan_amount, customer.currency)],
              ['Set by', customer.has_own_range ? 'Staff, for this customer' : "The bank's configuration"],
            ]}
          />
        </Section>
      </Box>
      <CreditPanel customer={customer} />
      <ScorePanel customerId={customer.id} />
      <Section title="Loans">
        <Pager<Schemas['LoanListResponse']> path="loans/" query={{ customer: customer.id }} limit={10}>
          {(loans) => <LoanTable loans={loans} />}
        </Pager>
      </Section>
      <Section title="Payments">
        <Pager<Schemas['PaymentListResponse']> path="payments/" query={{ customer: customer.id }} limit={10}>
          {(payments) => <PaymentTable payments={payments} />}
        </Pager>
      </Section>
      <Section title="Notes" actions={<WriteNote subject={customer.id} about="customer" />}>
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
      label: `Least for a loan, in ${customer.currency}`,
      kind: 'amount',
      currency: customer.currency,
      nullable: true,
      initial: own(customer.min_loan_amount),
      help: "Empty: the bank's",
    },
    {
      name: 'max_loan_amount',
      label: `Most for a loan, in ${customer.currency}`,
      kind: 'amount',
      currency: customer.currency,
      nullable: true,
      initial: own(customer.max_loan_amount),
      help: "Empty: the bank's",
    },
  ];
  return (
    <Command
      name="Change limits"
      icon={<TuneIcon />}
      text={`What ${personName(customer)} may borrow, whatever the bank's configuration and the score say. Loans that run are not touched.`}
      path={`customers/${customer.id}/`}
      method="PATCH"
      fields={fields}
      done="The limits are changed."
    />
  );
}
