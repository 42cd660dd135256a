import SavingsIcon from '@mui/icons-material/Savings';
import { inFours } from '../../../web/in-fours';
import type { Customer, Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { Command } from '../parts/Command';
import { oneOf } from '../parts/form';
import { date, money, personName } from '../parts/format';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

/** Money of a customer that no loan took, where there is such a thing. */
export function CreditPanel({ customer }: { customer: Customer }) {
  const { credit_amount: credit, receivable_amount: owed, currency } = customer;
  if (credit === undefined) return null;
  return (
    <Section
      title={say('Credit')}
      actions={/[1-9]/.test(credit) && <ApplyCredit customer={customer} credit={money(credit, currency)} />}
    >
      <Figures
        min={220}
        rows={[
          [say('Money that no loan took'), money(credit, currency)],
          [say('Owed of money that was taken back'), money(owed, currency)],
        ]}
      />
    </Section>
  );
}

const OWING = 'active,overdue,defaulted,written_off';

function ApplyCredit({ customer, credit }: { customer: Customer; credit: string }) {
  const loans = useApi<Schemas['LoanListResponse']>('loans/', {
    customer: customer.id,
    status: OWING,
    limit: 100,
  });
  const owing = loans.data?.results ?? [];
  return (
    <Command
      name={say('Pay on a loan')}
      icon={<SavingsIcon />}
      text={say(
        'Pays from the credit of {name}, which is {credit}: as much of it as the loan takes. The rest stays.',
        { name: personName(customer), credit },
      )}
      path={`customers/${customer.id}/credit/apply/`}
      fields={[
        {
          name: 'loan',
          label: say('Loan'),
          ...oneOf(owing, (loan) =>
            say('{number} · {amount} owed · requested {date}', {
              number: inFours(loan.number),
              amount: money(loan.remaining_balance, loan.currency),
              date: date(loan.created_at),
            }),
          ),
          initial: owing[0]?.id ?? '',
        },
      ]}
      disabled={owing.length === 0}
      movesMoney
      done={say('The credit is paid on the loan.')}
    />
  );
}
