import { Injectable } from '@nestjs/common';
import { holdDaysInForce } from '../bank-config/hold-days.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import type { InstrumentKind } from '../transfers/instrument.entity.js';
import { KnownBankAccounts } from '../transfers/known-bank-accounts.js';
import type { TransferStep } from '../transfers/transfer-step.entity.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers, type StepBy, type StepTo } from '../transfers/transfers.service.js';
import type { Seen } from './gateway.js';
import { PayoutBooks } from './payout-books.service.js';
import { payoutCourseOf, untilItLeaves } from './payout-course.js';
import { isBroughtAlone, TransferBooks } from './transfer-books.service.js';
import { bookedOf, courseOf, standsOf, untilItsLine, type Course } from './transfer-course.js';

/** What a gateway said of a transfer, which is locked. */
export interface Sighting {
  transfer: Transfer;
  seen: Seen;
  counting: Counting;
  by: StepBy;
}

/** When money of a transfer counts: in this state, or after the hold of its kind. */
interface Counting {
  creditsOn: 'succeeded' | 'settled';
  kind: InstrumentKind;
  /** Whether money that goes back is taken from payouts of the gateway, so that their lines show it. */
  isNetted: boolean;
}

/** What holds for all transfers that are looked at in one moment. */
export interface Rules {
  today: string;
  /** The gateways whose payouts arrive on a bank account: their lines say what has arrived and what was taken. */
  byLines: ReadonlySet<string>;
  holdDays: Partial<Record<string, number>>;
}

const PAID_AFTER_UNDO = {
  code: 'paid_after_undo',
  text: 'It was paid after its loan was undone. Resolved as paid, its borrower owes it beside all loans.',
};

/** Where a sighting leads; no course: nothing is new. */
interface Led {
  sighting: Sighting;
  seen: Seen;
  holdUntil: string | null;
  course: Course | null;
}

interface Followed {
  steps: TransferStep[];
  /** Incoming transfers that went a step on, and where they were. */
  gone: { transfer: Transfer; before: Pick<Transfer, 'state' | 'stands'> }[];
  alone: Set<Transfer>;
}

/** What gateways say of transfers becomes their steps and what the books say. */
@Injectable()
export class Sightings {
  constructor(
    private readonly transfers: Transfers,
    private readonly books: TransferBooks,
    private readonly payouts: PayoutBooks,
    private readonly accounts: KnownBankAccounts,
  ) {}

  /**
   * Books what was seen, and changes the transfers in place: the caller saves them with the steps that this answers, and
   * then tells of those (`tell`). What locks other rows than its transfer, customer, loan and providers, and the second of a
   * loan, is left for a transaction of its own (`alone`), unless it is the only one.
   */
  async follow(tx: Tx, rules: Rules, sightings: readonly Sighting[]): Promise<Followed> {
    const isOnly = sightings.length === 1;
    const alone = new Set<Transfer>();
    const loans = new Set<string>();
    const going: Led[] = [];
    for (const sighting of sightings) {
      const { transfer } = sighting;
      if (transfer.direction === 'out') {
        const seen = heardOut(sighting, rules);
        if (isOnly) return { steps: await this.followOut(tx, { ...sighting, seen }), gone: [], alone };
        if (payoutCourseOf(transfer, seen) !== null) alone.add(transfer);
        continue;
      }
      const led = lead(sighting, rules);
      if (!isOnly && (isAlone(led) || loans.has(transfer.loanId ?? ''))) alone.add(transfer);
      else going.push(led);
      if (transfer.loanId !== null) loans.add(transfer.loanId);
    }
    return { ...(await this.go(tx, going)), alone };
  }

  /** What comes by itself may be tried again now, or end. The steps are saved. Locks loans. */
  async tell(tx: Tx, { gone }: Pick<Followed, 'gone'>): Promise<void> {
    for (const { transfer, before } of gone) await this.books.told(tx, transfer, before);
  }

  /** What `follow` needs besides the date. Locks nothing. */
  async rules(tx: Tx): Promise<Omit<Rules, 'today'>> {
    const [byLines, holdDays] = await pipelined([this.accounts.gateways(tx), holdDaysInForce(tx)]);
    return { byLines, holdDays };
  }

  private async go(tx: Tx, going: readonly Led[]): Promise<Omit<Followed, 'alone'>> {
    const brought = going.filter(({ course, seen, sighting }) =>
      // It may have been taken back and come again between two looks: it stands where it stood, and that had its price.
      course === null ? seen.takenFee !== undefined && sighting.transfer.state !== 'review' : true,
    );
    await this.books.bringAll(
      tx,
      brought.map(({ sighting: { transfer }, seen, course }) => {
        return { transfer, to: course?.booked ?? bookedOf(transfer.stands), seen };
      }),
    );
    const gone: Followed['gone'] = [];
    const steps: TransferStep[] = [];
    for (const { sighting, seen, holdUntil, course } of going) {
      if (course === null) continue;
      const { transfer, by } = sighting;
      const { state, booked, why } = course;
      gone.push({ transfer, before: { state: transfer.state, stands: transfer.stands } });
      steps.push(this.step(transfer, { state, stands: standsOf(booked), why, holdUntil }, seen, by));
    }
    return { steps, gone };
  }

  private async followOut(tx: Tx, { transfer, seen, by }: Sighting): Promise<TransferStep[]> {
    const course = payoutCourseOf(transfer, seen);
    if (course === null) return [];
    const stands = await this.payouts.bring(tx, transfer, course.stands);
    const isPaid = course.state === 'review' && seen.state === 'settled';
    const why = isPaid && (await this.payouts.isUndone(tx, transfer)) ? PAID_AFTER_UNDO : course.why;
    return [this.step(transfer, { ...course, stands, why }, seen, by)];
  }

  private step(
    transfer: Transfer,
    { why, ...to }: Pick<StepTo, 'state' | 'stands' | 'holdUntil'> & { why?: Seen['failure'] | undefined },
    seen: Seen,
    by: StepBy,
  ): TransferStep {
    const failure = why ?? seen.failure;
    return this.transfers.go(
      transfer,
      {
        ...to,
        fee: seen.fee ?? transfer.fee,
        gatewayRef: seen.ref ?? transfer.gatewayRef,
        failureCode: failure?.code ?? null,
        failureText: failure?.text ?? null,
      },
      by,
    );
  }
}

/** Where what was seen of an incoming transfer leads. */
function lead(sighting: Sighting, { today, byLines, holdDays }: Rules): Led {
  const { transfer, counting } = sighting;
  const seen = byLines.has(transfer.gateway) ? untilItsLine(transfer, sighting.seen) : sighting.seen;
  const days = hasSucceeded(seen) ? holdDays[counting.kind] : undefined;
  const holdUntil = transfer.holdUntil ?? (days === undefined ? null : addDays(today, days));
  const isHeld = holdUntil === null || holdUntil > today;
  const course = courseOf(transfer, seen, isHeld ? counting.creditsOn : 'succeeded');
  return { sighting, seen, holdUntil, course };
}

/** What is seen of a payout, as far as the books follow it: what lines of a bank account show, they say and nobody else. */
function heardOut({ transfer, seen, counting }: Sighting, { byLines }: Rules): Seen {
  const byLine = counting.isNetted && transfer.refundOfId !== null && byLines.has(transfer.gateway);
  return byLine ? untilItLeaves(transfer, seen) : seen;
}

function hasSucceeded({ state }: Pick<Seen, 'state'>): boolean {
  return state === 'succeeded' || state === 'settled';
}

/** A debit that comes by itself and fails is told to its loan, which nothing else of it locks. */
function isAlone({ sighting: { transfer }, course }: Led): boolean {
  if (course === null) return false;
  const isToldOnly = transfer.autopayDueOn !== null && course.state === 'failed';
  return isToldOnly || isBroughtAlone(transfer, course.booked);
}
