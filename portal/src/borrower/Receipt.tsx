import { inFours } from '../../../web/in-fours';
import type { Loan, Schemas } from '../api/types';
import { FileButton } from '../parts/FileButton';
import { Card, Figures, LinkButton } from '../parts/ui';
import { useSpeech } from '../words/speech';
import { isSome } from './loans';

/** A payment that is booked, or a transfer that a gateway was asked for. */
export type Payment = Schemas['MadePaymentResponse'] | Schemas['StartedTransferResponse'];

export function Paid({ payment, loan }: { payment: Payment; loan: Loan }) {
  return 'transfer' in payment ? (
    <Asked transfer={payment} loan={loan.id} />
  ) : (
    <Receipt payment={payment} loan={loan} />
  );
}

function Receipt({ payment, loan }: { payment: Schemas['MadePaymentResponse']; loan: Loan }) {
  const { say, money, date } = useSpeech();
  const { currency } = payment;
  return (
    <div className="narrow">
      <Card title={say('receipt.title')} isLead>
        <div className="big" role="status">
          {money(payment.amount, currency)}
        </div>
        <Figures
          asLines
          of={[
            [say('loan.number'), <bdi key="number">{inFours(loan.number)}</bdi>],
            [say('receipt.date'), date(payment.value_date)],
            [say('pay.toInterest'), money(payment.interest, currency)],
            ...(isSome(payment.penalty)
              ? [[say('pay.toPenalty'), money(payment.penalty, currency)] as [string, string]]
              : []),
            [say('pay.toPrincipal'), money(payment.principal, currency)],
            [say('loan.stillOwed'), money(payment.remaining_balance, currency)],
            [
              say('receipt.id'),
              <span key="id" className="small">
                {payment.id}
              </span>,
            ],
          ]}
        />
        <LinkButton to={`/loans/${loan.id}`}>{say('home.seeLoan')}</LinkButton>
        <FileButton path={`payments/${payment.id}/pdf/`} name="receipt.pdf">
          {say('file.pdf')}
        </FileButton>
      </Card>
    </div>
  );
}

function Asked({ transfer, loan }: { transfer: Schemas['StartedTransferResponse']; loan: string }) {
  const { say, date } = useSpeech();
  return (
    <div className="narrow">
      <Card title={say('receipt.underWay')} isLead>
        <p role="status">{say('receipt.underWaySaid', { date: date(transfer.expected_on) })}</p>
        {transfer.action?.url && (
          <a className="button" href={transfer.action.url}>
            {say('receipt.confirmThere')}
          </a>
        )}
        <LinkButton kind="quiet" to={`/loans/${loan}`}>
          {say('home.seeLoan')}
        </LinkButton>
      </Card>
    </div>
  );
}
