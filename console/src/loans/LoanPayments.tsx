import type { Loan, Payment } from '../api/shapes';
import { Pager } from '../parts/Pager';
import { PaymentTable } from '../payments/PaymentTable';

export function LoanPayments({ loan }: { loan: Loan }) {
  return (
    <Pager<Payment> path="payments/" query={{ loan: loan.id }}>
      {(payments) => <PaymentTable payments={payments} />}
    </Pager>
  );
}
