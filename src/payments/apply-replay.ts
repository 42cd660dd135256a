import { newId } from '../runtime/ids.js';
import { postRepayment, postWriteOff, type Posting } from '../ledger/postings.js';
import { rebook, type LiveRow, type LoanJournal } from '../ledger/rebooking.js';
import type { LoanChange } from './loan-change-writer.service.js';
import { DIVISION } from './payment.entity.js';
import { componentsOf, type LoanSnapshot, type Replayed } from './replay.js';

/**
 * Applies a replay to its loan snapshot: updates summaries and participations in place, and answers the postings that
 * bring the journal in line. `paid` is a new payment, in the replay but not in the journal yet.
 */
export function applyReplay(
  file: LoanSnapshot,
  replayed: Replayed,
  paid?: LoanChange['paid'],
): Pick<LoanChange, 'loan' | 'fundings' | 'postings' | 'lateInterest' | 'redivided'> {
  const { loan, fundings, payments, journal } = file;
  const redivided = payments.filter((payment) => {
    const division = replayed.divisions.get(payment.id);
    return payment.id !== paid?.id && division !== undefined && differs(payment, componentsOf(division));
  });
  const { lateInterest } = replayed.apply();
  const postings: Posting[] = [];
  const subject = { loanId: loan.id, currency: loan.currency, customerId: loan.customerId };
  const say = (eventOf: string | null, target: readonly Posting[]) => {
    const live = journal.live.filter(({ paymentId }) => paymentId === eventOf);
    postings.push(...rebook(live, target, eventOf === paid?.id ? 0 : journal.nextRevision));
  };
  for (const { id, receivedIn } of payments) {
    const division = replayed.divisions.get(id) ?? NOTHING;
    say(id, postRepayment({ ...subject, paymentId: id, receivedIn, division }));
  }
  const parts = fundings.map(({ providerId, principalLost }) => ({ providerId, amount: principalLost }));
  say(null, postWriteOff({ ...subject, parts }));
  const posted = postings.map((posting) => ({ ...posting, id: newId() }));
  file.journal = afterPosting(journal, posted);
  return { loan, fundings, postings: posted, lateInterest, redivided };
}

const NOTHING = { commission: 0n, shares: [] };

/** The journal as the postings leave it, for the next command of the same transaction. */
function afterPosting({ live, nextRevision }: LoanJournal, posted: readonly LiveRow[]): LoanJournal {
  const reversed = new Set(posted.map(({ reversesId }) => reversesId));
  return {
    live: [...live.filter(({ id }) => !reversed.has(id)), ...posted.filter(({ reversesId }) => !reversesId)],
    nextRevision: Math.max(nextRevision, ...posted.map(({ revision = 0 }) => revision + 1)),
  };
}

type Divided = ReturnType<typeof componentsOf>;

function differs(a: Divided, b: Divided): boolean {
  return DIVISION.some((part) => a[part] !== b[part]);
}
