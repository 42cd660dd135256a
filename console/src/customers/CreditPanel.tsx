import MoneyOffIcon from '@mui/icons-material/MoneyOff';
import OutboxIcon from '@mui/icons-material/Outbox';
import SavingsIcon from '@mui/icons-material/Savings';
import { instrumentName } from '../../../web/instrument-name';
import { inFours } from '../../../web/in-fours';
import type { Customer, Schemas } from '../api/types';
import { Figures } from '../parts/Figures';
import { BeforeAfter } from '../parts/BeforeAfter';
import { Command } from '../parts/Command';
import { oneOf } from '../parts/form';
import { date, money, personName } from '../parts/format';
import { Section } from '../parts/Section';
import { useApi } from '../parts/use-api';
import { say } from '../words/say';

/** Money of a customer that no loan took, where there is such a thing. */
export function CreditPanel({ customer }: { customer: Customer }) {
  const { credit_amount: credit, receivable_amount: owed, currency } = customer;
  if (credit === undefined || owed === undefined) return null;
  return (
    <Section
      title={say('Credit')}
      actions={
        <>
          {/[1-9]/.test(credit) && <ApplyCredit customer={customer} credit={money(credit, currency)} />}
          {/[1-9]/.test(credit) && <PayCreditOut customer={customer} credit={credit} />}
          {/[1-9]/.test(owed) && <LoseReceivable customer={customer} owed={money(owed, currency)} />}
        </>
      }
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

type Refund = Schemas['RefundPreviewResponse'];

/** Pays credit out: to an account of the customer, or back to the card that it came from. */
function PayCreditOut({ customer, credit }: { customer: Customer; credit: string }) {
  const { id, currency } = customer;
  const instruments = useApi<Schemas['InstrumentListResponse']>('instruments/', { party: id });
  const usable = (instruments.data?.results ?? []).filter(({ state }) => state === 'usable');
  const path = `customers/${id}/credit/refund/`;
  return (
    <Command<Refund>
      name={say('Pay out')}
      icon={<OutboxIcon />}
      text={say(
        'Pays the credit of {name} to a bank account, or back to the card that it came from. Money by card goes back to its card.',
        { name: personName(customer) },
      )}
      path={path}
      fields={[
        {
          name: 'amount',
          label: say('Amount in {currency}', { currency }),
          kind: 'amount',
          currency,
          initial: credit,
        },
        {
          name: 'instrument',
          label: say('Card or bank account'),
          ...oneOf(usable, ({ label }) => instrumentName(label, say)),
          initial: usable[0]?.id ?? '',
        },
      ]}
      preview={{
        path: `${path}preview/`,
        query: {},
        show: (refund) => (
          <BeforeAfter
            before={refund.credit_before}
            after={refund.credit_after}
            lines={[[say('Money that no loan took'), (amount: string) => money(amount, currency)]]}
          />
        ),
      }}
      disabled={usable.length === 0}
      movesMoney
      done={say('The credit is on its way.')}
    />
  );
}

/** What nobody will ever pay is the house's loss, once two members of staff say so. */
function LoseReceivable({ customer, owed }: { customer: Customer; owed: string }) {
  return (
    <Command
      name={say('Nobody will pay it')}
      icon={<MoneyOffIcon />}
      isDangerous
      text={say(
        'You say that {name} will never pay the {owed} owed beside loans. When another member of staff says the same, the house bears it.',
        { name: personName(customer), owed },
      )}
      path={`customers/${customer.id}/bank_loss/`}
      fields={[{ name: 'reason', label: say('Reason'), kind: 'long' }]}
      done={say('Said. It is done when two members of staff have said the same.')}
    />
  );
}
