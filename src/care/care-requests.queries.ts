import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { shownRowsOf, type Reader, type RowOf } from '../database/entity-columns.js';
import { Replicas } from '../database/replicas.js';
import { oneOrMore, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { CareRequest } from './care-request.entity.js';
import type { CareRequestListQuery, CareRequestResponse } from './care-requests.dto.js';

const requests = shownRowsOf(CareRequest, 'r').and<{
  customer: string;
  loanNumber: number;
  customerName: string;
  wish: string | null;
  answer: string | null;
  answeredBy: string | null;
}>(
  {
    customer: 'l.customer_id',
    loanNumber: 'l.number',
    customerName: shownName('u'),
    wish: "nullif(w.text, '')",
    answer: "nullif(a.text, '')",
    answeredBy: 'a.author_id',
  },
  `JOIN loans l ON l.id = r.loan_id JOIN users u ON u.id = l.customer_id
   JOIN notes w ON w.id = r.wish_note_id LEFT JOIN notes a ON a.id = r.answer_note_id`,
);

@Injectable()
export class CareRequestsQueries {
  constructor(private readonly replicas: Replicas) {}

  /** Of all borrowers for staff, else the caller's own; newest first. */
  list(query: CareRequestListQuery, url: string, caller: Caller): Promise<Page<CareRequestResponse>> {
    const forStaff = isStaff(caller);
    return readPage(
      this.replicas,
      requests,
      {
        by: 'entryNo',
        where: conditions({
          'l.customer_id = $?': forStaff ? undefined : caller.id,
          'r.state = ANY ($?)': oneOrMore(query.state),
          'r.loan_id = $?': query.loan,
        }),
        query,
        url,
        exactCount: !forStaff || query.count === 'exact' || query.state === 'open',
      },
      (row) => toResponse(row, forStaff),
    );
  }

  /** One request, in the transaction that has written or changed it. */
  async shown(tx: Reader, id: string, caller: Caller): Promise<CareRequestResponse> {
    const [row] = await requests.find(tx, 'WHERE r.id = $1', [id]);
    if (!row) throw new Error(`the request ${id} is gone`);
    return toResponse(row, isStaff(caller));
  }
}

function toResponse(row: RowOf<typeof requests>, forStaff: boolean): CareRequestResponse {
  return {
    id: row.id,
    loan: row.loanId,
    loan_number: shownShortNumber(row.loanNumber),
    customer: row.customer,
    customer_name: row.customerName,
    kind: row.kind,
    wish: row.wish,
    state: row.state,
    answer: row.answer,
    answered_by: forStaff ? row.answeredBy : null,
    created_at: row.createdAt,
    ended_at: row.endedAt,
  };
}
