import type { Loan, Schemas } from '../api/types';
import { Pager } from '../parts/Pager';
import { FundingTable } from '../providers/FundingTable';

export function LoanFundings({ loan }: { loan: Loan }) {
  return (
    <Pager<Schemas['FundingListResponse']> path={`loans/${loan.id}/fundings/`}>
      {(fundings) => <FundingTable fundings={fundings} of="provider" />}
    </Pager>
  );
}
