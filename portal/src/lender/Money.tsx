import { useState } from 'react';
import { instrumentName } from '../../../web/instrument-name';
import { api } from '../../../web/client';
import { useBank, useRead, useUser } from '../api/use';
import type { Mandate, Provider, Schemas } from '../api/types';
import { useUsable } from '../borrower/use-instruments';
import { Instruments } from '../borrower/Instruments';
import { PayoutAccounts } from '../borrower/PayoutAccounts';
import { AccountNumber } from '../parts/AccountNumber';
import { ErrorNote } from '../parts/errors';
import { AmountField, NOTHING_TYPED, SelectField, typedAmount, type Typed } from '../parts/fields';
import { Button, Card, Figures, LinkButton, Loaded, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { Deposit } from './Deposit';

type Moved = Schemas['FundsMovedResponse'];

export default function Money() {
  const { say } = useSpeech();
  const { id } = useUser();
  const me = useRead<Provider>(`providers/${id}/`);
  const bank = useBank();
  return (
    <Page title={say('money.title')} lead={say('money.lead')}>
      <Loaded of={me}>
        {(provider) => (
          <div className="columns even">
            <div className="stack">
              <Balances me={provider} />
              <AutoReinvest />
              <div>
                <LinkButton kind="quiet" to="/statement">
                  {say('money.movements')}
                </LinkButton>
              </div>
            </div>
            <Loaded of={bank}>
              {({ ways_to_pay: ways, paid_out_by: payers }) => (
                <div className="stack">
                  {ways.direct_deposits && <Move me={provider} what="add_funds" />}
                  {ways.gateways.length > 0 && (
                    <>
                      <Deposit currency={provider.currency} />
                      <Instruments gateways={ways.gateways} />
                    </>
                  )}
                  {!ways.direct_deposits && (
                    <Card title={say('money.add_funds')}>
                      {ways.bank_accounts.map(({ name, number }) => (
                        <Figures
                          key={number}
                          asLines
                          of={[
                            [say('pay.payee'), name],
                            [say('pay.account'), <AccountNumber key="number" number={number} />],
                          ]}
                        />
                      ))}
                      <p className="said">{ways.instructions || say('pay.askBank')}</p>
                    </Card>
                  )}
                  <Move me={provider} what="reinvest" />
                  {payers.length === 0 ? (
                    <Move me={provider} what="withdraw" />
                  ) : (
                    <>
                      <ToAccount me={provider} />
                      <PayoutAccounts payers={payers} />
                    </>
                  )}
                </div>
              )}
            </Loaded>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Balances({ me }: { me: Provider }) {
  const { say, money } = useSpeech();
  return (
    <Card title={say('money.now')} isLead>
      <Figures
        of={[
          [
            say('lender.free'),
            <span key="free" className="big medium">
              {money(me.fund_amount, me.currency)}
            </span>,
          ],
          [
            say('lender.wallet'),
            <span key="wallet" className="big medium">
              {money(me.wallet_amount, me.currency)}
            </span>,
          ],
          [say('lender.lent'), money(me.lent_amount, me.currency)],
        ]}
      />
      <p className="hint">{say('money.said')}</p>
    </Card>
  );
}

/** One way of moving money, said back before it is done. */
function Move({ me, what }: { me: Provider; what: 'add_funds' | 'reinvest' | 'withdraw' }) {
  const { say, money, notation } = useSpeech();
  const { currency } = me;
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const move = useCommand(`money.${what}`, { amount: typed.amount }, (idempotencyKey) =>
    api<Moved>(`providers/${what}/`, { method: 'POST', body: { amount: typed.amount }, idempotencyKey }),
  );
  const isOfWallet = what !== 'add_funds';
  return (
    <Card title={say(`money.${what}`)}>
      <p className="soft">{say(`money.${what}Said`)}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.amount !== null) {
            void move.go().then((done) => {
              if (done) setTyped(NOTHING_TYPED);
            });
          }
        }}
      >
        <AmountField
          label={say('pay.amount')}
          value={typed}
          currency={currency}
          mayBeEmpty
          onTyped={(next) => {
            move.clear();
            setTyped(next);
          }}
          hint={isOfWallet ? say('money.inWallet', { amount: money(me.wallet_amount, currency) }) : undefined}
        />
        <ErrorNote error={move.error} />
        <div className="row">
          <Button type="submit" isBusy={move.isBusy || typed.amount === null}>
            {typed.amount === null
              ? say(`money.${what}`)
              : say(`money.${what}Do`, { amount: money(typed.amount, currency) })}
          </Button>
          {isOfWallet && (
            <button
              type="button"
              className="plain"
              onClick={() => {
                setTyped(typedAmount(me.wallet_amount, notation, currency));
              }}
            >
              {say('money.all')}
            </button>
          )}
        </div>
        <div role="status">
          {move.done &&
            say('money.done', {
              fund: money(move.done.fund_amount, currency),
              wallet: money(move.done.wallet_amount, currency),
            })}
        </div>
      </form>
    </Card>
  );
}

/** From the wallet to an account at a bank; it is on its way for some days. */
function ToAccount({ me: { wallet_amount: wallet, currency } }: { me: Provider }) {
  const { say, money, date, notation } = useSpeech();
  const { paidTo: accounts } = useUsable();
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const [chosen, choose] = useState('');
  const body = { amount: typed.amount, instrument: chosen || accounts[0]?.id };
  const withdraw = useCommand('money.toAccount', body, (idempotencyKey) =>
    api<Schemas['StartedTransferResponse']>('providers/withdrawals/', {
      method: 'POST',
      body,
      idempotencyKey,
    }),
  );
  return (
    <Card title={say('money.withdraw')}>
      <p className="soft">{say(accounts.length === 0 ? 'payout.needsAccount' : 'money.toAccountSaid')}</p>
      {accounts.length > 0 && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.amount === null) return;
            void withdraw.go().then((done) => {
              if (done) setTyped(NOTHING_TYPED);
            });
          }}
        >
          <SelectField
            label={say('payout.account')}
            value={body.instrument}
            options={accounts.map(({ id, label }) => ({ value: id, label: instrumentName(label, say) }))}
            onText={choose}
          />
          <AmountField
            label={say('pay.amount')}
            value={typed}
            currency={currency}
            mayBeEmpty
            onTyped={setTyped}
            hint={say('money.inWallet', { amount: money(wallet, currency) })}
          />
          <ErrorNote error={withdraw.error} />
          <div className="row">
            <Button type="submit" isBusy={withdraw.isBusy || typed.amount === null}>
              {typed.amount === null
                ? say('money.withdraw')
                : say('money.withdrawDo', { amount: money(typed.amount, currency) })}
            </Button>
            <button
              type="button"
              className="plain"
              onClick={() => {
                setTyped(typedAmount(wallet, notation, currency));
              }}
            >
              {say('money.all')}
            </button>
          </div>
          <div role="status">
            {withdraw.done && say('money.toAccountDone', { date: date(withdraw.done.expected_on) })}
          </div>
        </form>
      )}
    </Card>
  );
}

function AutoReinvest() {
  const { say } = useSpeech();
  const mandate = useRead<Mandate>('providers/mandate/');
  const isOn = mandate.data?.auto_reinvest === true;
  const change = useCommand('autoReinvest', { isOn }, () =>
    api<Mandate>('providers/mandate/', { method: 'PATCH', body: { auto_reinvest: !isOn } }),
  );
  return (
    <Card title={say('money.auto')} aside={<span className="badge">{say(isOn ? 'on' : 'off')}</span>}>
      <p className="soft">{say('money.autoSaid')}</p>
      <ErrorNote error={change.error} />
      <div>
        <Button kind="quiet" isBusy={change.isBusy || !mandate.data} onClick={() => void change.go()}>
          {say(isOn ? 'money.autoOff' : 'money.autoOn')}
        </Button>
      </div>
    </Card>
  );
}
