import { useState } from 'react';
import { useBank } from '../api/use';
import type { Bank, Cost } from '../api/types';
import { CostFigures } from '../parts/CostFigures';
import { ErrorNote } from '../parts/errors';
import { typedAmount } from '../parts/fields';
import { LoanForm, sampleOf } from '../parts/loan-form';
import { Card, LinkButton, Loaded, Page } from '../parts/ui';
import { useCost } from '../parts/use-cost';
import { useSpeech } from '../words/speech';

/** What a stranger sees of the bank. */
export function Landing() {
  const bank = useBank();
  const { say } = useSpeech();
  return (
    <Page title={say('landing.title')} lead={say('landing.lead')}>
      <Loaded of={bank}>
        {(data) => (
          <div className="stack">
            {data.terms && <Calculator bank={data} terms={data.terms} />}
            <div className="columns even">
              <Card title={say('landing.borrow')}>
                <p>{say('landing.borrowSaid')}</p>
                <div className="row">
                  {data.register_as.includes('customer') && (
                    <LinkButton to="/register?as=customer">{say('register')}</LinkButton>
                  )}
                  <LinkButton kind="quiet" to="/sign-in">
                    {say('signIn')}
                  </LinkButton>
                </div>
              </Card>
              <Card title={say('landing.lend')}>
                <p>{say('landing.lendSaid')}</p>
                {data.register_as.includes('provider') && (
                  <div className="row">
                    <LinkButton kind="quiet" to="/register?as=provider">
                      {say('landing.becomeLender')}
                    </LinkButton>
                  </div>
                )}
              </Card>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

interface CalculatorProps {
  bank: Bank;
  terms: NonNullable<Bank['terms']>;
}

function Calculator({ bank: { currency }, terms }: CalculatorProps) {
  const { say, notation } = useSpeech();
  const range = { min: terms.min_amount, max: terms.max_amount };
  const [amount, setAmount] = useState(() => typedAmount(sampleOf(range, currency), notation, currency));
  const [installments, setInstallments] = useState(terms.installments);
  const cost = useCost<Cost>('quotes/estimate/', amount.amount, installments);
  return (
    <Card title={say('calculator.title')}>
      <div className="columns even">
        <LoanForm
          amount={amount}
          onAmount={setAmount}
          installments={installments}
          onInstallments={setInstallments}
          range={range}
          mostInstallments={terms.installments}
          currency={currency}
        />
        <div className="stack" aria-live="polite" aria-busy={cost.isFetching}>
          {cost.error ? <ErrorNote error={cost.error} /> : cost.data && <CostFigures cost={cost.data} />}
        </div>
      </div>
      <p className="hint">{say('calculator.noPromise')}</p>
    </Card>
  );
}
