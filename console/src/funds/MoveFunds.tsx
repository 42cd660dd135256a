import AutorenewIcon from '@mui/icons-material/Autorenew';
import MoveToInboxIcon from '@mui/icons-material/MoveToInbox';
import OutboxIcon from '@mui/icons-material/Outbox';
import type { Provider, Schemas } from '../api/types';
import { ReceiptGiven } from '../counter/ReceiptGiven';
import { OVER_THE_COUNTER } from '../counter/words';
import { Command } from '../parts/Command';
import type { FieldDescription, Values } from '../parts/form';
import { money, personName } from '../parts/format';
import { say } from '../words/say';

/** What a clerk books for a provider who is at the counter. */
export function MoveFunds({ provider }: { provider: Provider }) {
  const { currency, wallet_amount: wallet } = provider;
  const name = personName(provider);
  const amount: FieldDescription = {
    name: 'amount',
    label: say('Amount in {currency}', { currency }),
    kind: 'amount',
    currency,
  };
  const fromWallet = { ...amount, help: say('In the wallet: {amount}', { amount: money(wallet, currency) }) };
  const common = {
    body: (values: object) => ({ provider: provider.id, ...values }),
    movesMoney: true,
    outcome: (moved: Schemas['FundsMovedResponse'], { amount }: Values) => (
      <Moved moved={moved} amount={String(amount)} person={name} />
    ),
  };
  const hasWallet = /[1-9]/.test(wallet);
  return (
    <>
      <Command<never, Schemas['FundsMovedResponse']>
        {...common}
        name={say('Deposit')}
        icon={<MoveToInboxIcon />}
        text={say('Money that {name} brings, to be lent from now on.', { name })}
        path="providers/add_funds/"
        fields={[amount, ...OVER_THE_COUNTER]}
        done={say('The deposit is booked')}
      />
      <Command<never, Schemas['FundsMovedResponse']>
        {...common}
        name={say('Withdrawal')}
        icon={<OutboxIcon />}
        text={say('Money that {name} takes away. Only what is in the wallet can be taken.', { name })}
        path="providers/withdraw/"
        fields={[fromWallet, ...OVER_THE_COUNTER]}
        disabled={!hasWallet}
        done={say('The withdrawal is booked')}
      />
      <Command<never, Schemas['FundsMovedResponse']>
        {...common}
        name={say('Reinvest')}
        icon={<AutorenewIcon />}
        text={say('Lends again what came back to {name}: it moves from the wallet to the fund.', { name })}
        path="providers/reinvest/"
        fields={[{ ...fromWallet, initial: wallet }]}
        disabled={!hasWallet}
        done={say('The money is free to lend again.')}
      />
    </>
  );
}

function Moved({
  moved,
  amount,
  person,
}: {
  moved: Schemas['FundsMovedResponse'];
  amount: string;
  person: string;
}) {
  return (
    <ReceiptGiven
      receipt={moved}
      rows={[
        [say('Provider'), person],
        [say('Amount'), money(amount, moved.currency)],
        [say('Free to lend'), money(moved.fund_amount, moved.currency)],
        [say('In the wallet'), money(moved.wallet_amount, moved.currency)],
      ]}
    />
  );
}
