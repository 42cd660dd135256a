import AutorenewIcon from '@mui/icons-material/Autorenew';
import MoveToInboxIcon from '@mui/icons-material/MoveToInbox';
import OutboxIcon from '@mui/icons-material/Outbox';
import type { Provider, Schemas } from '../api/types';
import { ReceiptGiven } from '../counter/ReceiptGiven';
import { OVER_THE_COUNTER } from '../counter/words';
import { Command } from '../parts/Command';
import type { FieldDescription, Values } from '../parts/form';
import { money, personName } from '../parts/format';
import { SAYS } from './words';

/** What a clerk books for a provider who is at the counter. */
export function MoveFunds({ provider }: { provider: Provider }) {
  const { currency, wallet_amount: wallet } = provider;
  const name = personName(provider);
  const amount: FieldDescription = {
    name: 'amount',
    label: SAYS.amount(currency),
    kind: 'amount',
    currency,
  };
  const fromWallet = { ...amount, help: SAYS.inWallet(money(wallet, currency)) };
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
        name={SAYS.deposit}
        icon={<MoveToInboxIcon />}
        text={SAYS.depositText(name)}
        path="providers/add_funds/"
        fields={[amount, ...OVER_THE_COUNTER]}
        done={SAYS.deposited}
      />
      <Command<never, Schemas['FundsMovedResponse']>
        {...common}
        name={SAYS.withdraw}
        icon={<OutboxIcon />}
        text={SAYS.withdrawText(name)}
        path="providers/withdraw/"
        fields={[fromWallet, ...OVER_THE_COUNTER]}
        disabled={!hasWallet}
        done={SAYS.withdrawn}
      />
      <Command<never, Schemas['FundsMovedResponse']>
        {...common}
        name={SAYS.reinvest}
        icon={<AutorenewIcon />}
        text={SAYS.reinvestText(name)}
        path="providers/reinvest/"
        fields={[{ ...fromWallet, initial: wallet }]}
        disabled={!hasWallet}
        done={SAYS.reinvested}
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
        ['Provider', person],
        ['Amount', money(amount, moved.currency)],
        ['Free to lend', money(moved.fund_amount, moved.currency)],
        ['In the wallet', money(moved.wallet_amount, moved.currency)],
      ]}
    />
  );
}
