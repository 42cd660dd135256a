import type { Loan, Schemas } from '../api/types';
import { Pager } from '../parts/Pager';
import { PaymentTable } from '../payments/PaymentTable';

export function LoanPayments({ loan }: { loan: Loan }) {
  return (
    <Pager<Schemas['PaymentListResponse']> path="payments/" query={{ loan: loan.id }}>
      {(payments) => <PaymentTable payments={payments} />}
    </Pager>
  );
}
