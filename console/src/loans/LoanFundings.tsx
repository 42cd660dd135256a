import type { Loan } from '../api/shapes';
import { Pager } from '../parts/Pager';
import { FundingTable, type Funding } from '../providers/FundingTable';

export function LoanFundings({ loan }: { loan: Loan }) {
  return (
    <Pager<Funding> path={`loans/${loan.id}/fundings/`}>
      {(fundings) => <FundingTable fundings={fundings} of="provider" />}
    </Pager>
  );
}
