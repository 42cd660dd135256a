import { Injectable } from '@nestjs/common';
import { AutopayDebits } from '../autopay/autopay-debits.service.js';
import { Clock } from '../database/clock.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { Ledger, type CausedRow } from '../ledger/ledger.service.js';
import type { Posting, PostingKind } from '../ledger/postings.js';
import { reversing } from '../ledger/rebooking.js';
import {
  postBankLoss,
  postReturnSettlement,
  postSettlement,
  type Cause,
  type Settling,
} from '../ledger/transfer-postings.js';
import { FundsService } from '../providers/funds.service.js';
import { groupBy } from '../runtime/group-by.js';
import { DomainError } from '../runtime/problems.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { Stands } from '../transfers/transfer-states.js';
import type { Seen } from './gateway.js';
import { Repayments, type CountedTransfer, type PostedOf } from './repayments.service.js';
import { bookedOf, standsOf, type Booked } from './transfer-course.js';

/** The rows by which money of a transfer comes and leaves. */
const CASH_KINDS: PostingKind[] = ['settlement', 'gateway_fee', 'return_settlement', 'dispute_fee'];

/** What is known of the money; `kept` is what the gateway kept of this movement alone, where a payout says so. */
type SeenOfMoney = Omit<Seen, 'state' | 'ref'> & { kept?: bigint };

/** A locked transfer, what the books have to say of it, and what is known of its money. */
export interface Bringing {
  transfer: Transfer;
  to: Booked;
  seen: SeenOfMoney;
  bank?: Settling;
}

/** No bank account is known for a gateway: what it pays out is in cash. */
const CASH: Settling = ['cash', null];

/** Brings the books of an incoming transfer in line with what is known of it. */
@Injectable()
export class TransferBooks {
  constructor(
    private readonly repayments: Repayments,
    private readonly funds: FundsService,
    private readonly ledger: Ledger,
    private readonly autopay: AutopayDebits,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts what is missing until the books say `to` of a locked transfer, and each fee once; answers what they say. `bank`
   * is where its money arrives or leaves from: cash, or a line of a statement. Locks its customer, loan and providers. A
   * refusal of the books is thrown; then nothing of it may be kept.
   */
  async bring(
    tx: Tx,
    transfer: Transfer,
    to: Booked,
    seen: SeenOfMoney,
    bank: Settling = CASH,
  ): Promise<Stands> {
    await this.bringAll(tx, [{ transfer, to, seen, bank }]);
    return standsOf(to);
  }

  /** The same for several, each of another loan: with one statement for each table. More than one: see `isBroughtAlone`. */
  async bringAll(tx: Tx, all: readonly Bringing[]): Promise<void> {
    if (all.length === 0) return;
    const ids = all.map(({ transfer }) => transfer.id);
    const [today, caused] = await pipelined([this.clock.today(tx), this.ledger.ofCauses(tx, ids)]);
    const rowsOf = groupBy(caused, ({ causeId }) => causeId);
    const bringing = all.map(({ transfer, ...each }) => {
      const rows = rowsOf.get(transfer.id) ?? [];
      const posted = { rows, cause: nextCause(transfer, rows) };
      return { ...each, transfer, from: bookedOf(transfer.stands), posted };
    });
    // Money that counts no longer is taken back before it leaves, and comes before it counts.
    for (const { transfer, from, to, posted } of bringing) {
      if (from.counts && !to.counts) await this.takeBack(tx, today, transfer, posted);
    }
    this.ledger.post(
      tx,
      today,
      bringing.flatMap(({ transfer, from, to, seen, posted, bank = CASH }) =>
        cashMovements(transfer, { from, to }, seen, posted, bank),
      ),
    );
    await this.credit(
      tx,
      today,
      bringing.filter(({ from, to }) => !from.counts && to.counts),
    );
  }

  /**
   * A locked transfer went a step on from where it was before: what comes by itself may be tried again, or end. Locks its
   * loan.
   */
  async told(tx: Tx, transfer: Transfer, before: Pick<Transfer, 'state' | 'stands'>): Promise<void> {
    await this.autopay.heard(tx, transfer, before);
  }

  /**
   * Takes back what the last line of a statement said of a locked transfer: the rows by which its money came or left are
   * reversed, and the books say `to` again. Locks its customer, loan and providers.
   */
  async unsay(tx: Tx, transfer: Transfer, to: Booked): Promise<Stands> {
    const from = bookedOf(transfer.stands);
    const today = await this.clock.today(tx);
    const rows = await this.ledger.ofCauses(tx, [transfer.id]);
    const posted = { rows, cause: nextCause(transfer, rows) };
    const moved = rows.filter(({ kind, reversed }) => !reversed && CASH_KINDS.includes(kind));
    const last = moved.reduce((latest, { revision }) => Math.max(latest, revision), 0);
    const said = moved.filter(({ revision }) => revision === last).map(({ id }) => id);
    const live = (await this.ledger.liveOfCauses(tx, [transfer.id])).get(transfer.id) ?? [];
    if (from.counts && !to.counts) await this.takeBack(tx, today, transfer, posted);
    this.ledger.post(tx, today, reversing(live.filter(({ id }) => said.includes(id))));
    if (!from.counts && to.counts) await this.credit(tx, today, [{ transfer, posted }]);
    return standsOf(to);
  }

  /**
   * Writes off what a transfer stands short of: its money counts and will never arrive, at the house's loss. Answers what
   * the books say then.
   */
  async lose(tx: Tx, transfer: Transfer): Promise<Stands> {
    const today = await this.clock.today(tx);
    const rows = await this.ledger.ofCauses(tx, [transfer.id]);
    this.ledger.post(tx, today, postBankLoss(nextCause(transfer, rows), 'clearing', transfer.amount));
    return 'settled';
  }

  private async credit(tx: Tx, today: string, counting: readonly CountedTransfer[]): Promise<void> {
    const isDeposit = ({ transfer }: CountedTransfer) => transfer.purpose === 'provider_deposit';
    for (const { transfer } of counting.filter(isDeposit)) {
      await this.funds.creditDeposit(tx, today, depositOf(transfer));
    }
    await this.repayments.credit(
      tx,
      today,
      counting.filter((each) => !isDeposit(each)),
    );
  }

  private takeBack(tx: Tx, today: string, transfer: Transfer, posted: PostedOf): Promise<void> {
    if (transfer.purpose === 'provider_deposit') {
      return this.funds.takeBackDeposit(tx, today, depositOf(transfer));
    }
    return this.repayments.takeBack(tx, today, transfer, posted);
  }
}

/**
 * Whether the books of a transfer are brought along in a transaction of their own: taking back and deposits lock other rows
 * than what counts on a loan, and all of one kind have to be locked at once.
 */
export function isBroughtAlone({ stands, purpose }: Transfer, to: Booked): boolean {
  const { counts } = bookedOf(stands);
  return counts ? !to.counts : to.counts && purpose === 'provider_deposit';
}

/** The next rows of a transfer have a higher revision than all before them: what happened may happen again. */
function nextCause({ id, currency }: Transfer, rows: readonly CausedRow[]): Cause {
  return { causeId: id, currency, revision: rows.reduce((next, row) => Math.max(next, row.revision + 1), 0) };
}

/**
 * What moves between clearing and the bank. Fees are booked up to what the gateway says in all, so that they do not depend
 * on how often it was looked at; money that came and went unseen is booked with its fee.
 */
function cashMovements(
  { amount }: Transfer,
  { from, to }: { from: Booked; to: Booked },
  seen: SeenOfMoney,
  { rows, cause }: PostedOf,
  bank: Settling,
): Posting[] {
  const booked = (kind: PostingKind) =>
    rows.reduce((sum, row) => (row.kind === kind && !row.reversed ? sum + row.amount : sum), 0n);
  const open = (all: bigint | undefined, kind: PostingKind) => {
    const rest = (all ?? 0n) - booked(kind);
    return rest > 0n ? rest : 0n;
  };
  const passed = !from.arrived && !to.arrived && seen.taken !== undefined && booked('settlement') === 0n;
  const arrives = (!from.arrived && to.arrived) || passed;
  const leaves = (from.arrived && !to.arrived) || passed;
  const fee = seen.kept ?? open(seen.fee, 'gateway_fee');
  const charge = (leaves ? seen.kept : undefined) ?? open(seen.takenFee, 'dispute_fee');
  if (arrives && fee > amount) {
    throw new DomainError('gateway_refused', 'The gateway kept more than the transfer.');
  }
  return [
    ...(arrives ? postSettlement(cause, bank, { amount, fee }) : []),
    ...postReturnSettlement(cause, bank, { amount: leaves ? amount : 0n, fee: charge }),
  ];
}

function depositOf({ id, partyId, amount, currency }: Transfer) {
  if (partyId === null) throw new Error('a deposit has a provider');
  return { transferId: id, providerId: partyId, amount, currency };
}
