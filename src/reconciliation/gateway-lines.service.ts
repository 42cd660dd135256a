import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { GatewayPayout, GatewayPayoutEntry } from '../gateways/gateway.js';
import { Gateways } from '../gateways/gateways.service.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postBankCharge, postBanked } from '../ledger/transfer-postings.js';
import { Clock } from '../database/clock.js';
import { invalidFields } from '../http/validation.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers } from '../transfers/transfers.service.js';
import type { BankAccount } from './bank-account.entity.js';
import { LineLocks } from './line-locks.js';
import { LineSettling, type Explainer, type LinePart } from './line-settling.service.js';
import type { StatementLineRow } from './statement-line.entity.js';

type PayoutTexts = Pick<StatementLineRow, 'counterparty' | 'remittance'>;
type PayoutLineRow = Pick<
  StatementLineRow,
  'amount' | 'bookedOn' | 'bankRef' | 'endToEndId' | 'counterparty' | 'remittance'
>;

/** Lines that are payouts of gateways: what they are made of is asked of the gateway, and settled with them. */
@Injectable()
export class GatewayLines {
  constructor(
    private readonly gateways: Gateways,
    private readonly transfers: Transfers,
    private readonly settling: LineSettling,
    private readonly locks: LineLocks,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** The payout that a text names, of one of these gateways. */
  named(gateways: readonly string[], text: string): string | null {
    for (const gateway of this.asked(gateways)) {
      const ref = gateway.payoutIn?.(text) ?? null;
      if (ref !== null) return ref;
    }
    return null;
  }

  /** The payout that a line names: its references before its text. */
  namedBy(
    gateways: readonly string[],
    { endToEndId, bankRef, remittance }: Pick<PayoutLineRow, 'endToEndId' | 'bankRef' | 'remittance'>,
  ): string | null {
    for (const text of [endToEndId, bankRef, remittance]) {
      const ref = text === null ? null : this.named(gateways, text);
      if (ref !== null) return ref;
    }
    return null;
  }

  /** Throws `validation_failed` for a name that is no gateway in use here whose payouts a statement shows. */
  assertAsked(names: readonly string[]): void {
    const unknown = names.find((name) => this.asked([name]).length === 0);
    if (unknown === undefined) return;
    const known = this.gateways.all.flatMap((gateway) => (gateway.findPayout ? [gateway.name] : []));
    const which = known.length === 0 ? 'none is in use here' : `in use here: ${known.join(', ')}`;
    const message = `gateways must be names of gateways that pay out to a bank account (${which}).`;
    throw invalidFields([{ field: 'gateways', code: 'not_in_use', message }]);
  }

  /** Whether a line speaks of one of these gateways, which then is asked whether it is a payout. */
  areAskedOf(gateways: readonly string[], { counterparty, remittance }: PayoutTexts): boolean {
    const text = `${counterparty ?? ''} ${remittance}`.toLowerCase();
    return this.asked(gateways).some(({ name }) => text.includes(name));
  }

  /** Asks the gateways of the line's account for the payout that it is; outside of a transaction. Throws `Unreachable`. */
  async find(
    line: PayoutLineRow,
    { gateways, currency }: Pick<BankAccount, 'gateways' | 'currency'>,
    ref: string | null,
  ): Promise<GatewayPayout | null> {
    const texts = [line.endToEndId, line.bankRef, line.counterparty, line.remittance];
    const words = texts.flatMap((text) => text?.split(/\s+/) ?? []);
    const { amount, bookedOn } = line;
    for (const gateway of this.asked(gateways)) {
      if (ref !== null && gateway.payoutIn?.(ref) !== ref) continue;
      const payout = await gateway.findPayout?.({ ref, words, amount, bookedOn, currency });
      if (payout) return payout;
    }
    return null;
  }

  /**
   * Settles the transfers of a payout by its locked line. What had been settled into cash before is banked; what the
   * gateway charged beside them is a charge. Throws `match_differs` where something in it is not of this platform, or its
   * sums differ. Locks the transfers, and what they touch.
   */
  async settle(tx: Tx, line: StatementLineRow, payout: GatewayPayout, by: Explainer): Promise<void> {
    const { currency } = by.account;
    assertWhole(line, payout, currency);
    const transfers = await this.lock(tx, payout);
    const known = new Map(
      transfers.flatMap((one) => [[one.id, one] as const, [one.gatewayRef, one] as const]),
    );
    const parts = new Map<string, LinePart>();
    const beside = { charged: 0n, inCash: 0n };
    await this.locks.hold(tx, transfers, null);
    for (const entry of payout.entries) {
      const transfer = known.get(entry.transferId ?? entry.gatewayRef ?? '');
      if (transfer) {
        const amount = await this.settleEntry(tx, line, transfer, entry, by);
        if (amount === null) beside.inCash += entry.amount - entry.fee;
        else add(parts, transfer.id, amount);
      } else if (entry.isFee) beside.charged += entry.fee - entry.amount;
      else throw notOurs(payout, entry, currency);
    }
    this.bookBeside(tx, line, await this.clock.today(tx), beside, currency);
    const { charged, inCash } = beside;
    const rest: LinePart[] = [
      { kind: 'charge', transferId: null, amount: -charged },
      { kind: 'banked', transferId: null, amount: inCash },
    ];
    this.settling.explain(tx, line, [...parts.values(), ...rest.filter(({ amount }) => amount !== 0n)], by);
  }

  /** Null when its money is in cash already: it was settled before its payouts came to a bank account. */
  private async settleEntry(
    tx: Tx,
    line: StatementLineRow,
    transfer: Transfer,
    entry: GatewayPayoutEntry,
    by: Explainer,
  ): Promise<bigint | null> {
    const wasInCash = transfer.state === 'settled' && entry.amount > 0n && !(await hasLine(tx, transfer.id));
    return wasInCash ? null : this.settling.settleEntry(tx, line, transfer, entry, by);
  }

  private bookBeside(
    tx: Tx,
    { id: causeId, revision }: StatementLineRow,
    today: string,
    { charged, inCash }: { charged: bigint; inCash: bigint },
    currency: string,
  ): void {
    const cause = { causeId, currency, revision };
    if (charged < 0n)
      throw new DomainError('match_differs', 'The gateway gave a charge back: explain it by hand.');
    this.ledger.post(tx, today, [...postBankCharge(cause, charged), ...postBanked(cause, 'line', inCash)]);
  }

  private async lock(tx: Tx, { gateway, entries }: GatewayPayout): Promise<Transfer[]> {
    const rows: { id: string }[] = await tx.query(
      `SELECT t.id FROM transfers t WHERE t.gateway = $1 AND (t.gateway_ref = ANY ($2::text[]) OR t.id = ANY ($3::uuid[]))`,
      [
        gateway,
        entries.flatMap(({ gatewayRef = [] }) => gatewayRef),
        entries.flatMap(({ transferId = [] }) => transferId),
      ],
    );
    const locked = await this.transfers.lock(
      tx,
      rows.map(({ id }) => id),
    );
    return [...locked.values()];
  }

  private asked(names: readonly string[]) {
    return this.gateways.all.filter(
      (gateway) => gateway.findPayout !== undefined && names.includes(gateway.name),
    );
  }
}

async function hasLine(tx: Tx, transferId: string): Promise<boolean> {
  const rows: object[] = await tx.query(
    `SELECT 1 FROM line_matches m JOIN statement_lines l ON l.id = m.line_id AND l.revision = m.revision
     WHERE m.transfer_id = $1 LIMIT 1`,
    [transferId],
  );
  return rows.length > 0;
}

function add(parts: Map<string, LinePart>, transferId: string, amount: bigint): void {
  const part = parts.get(transferId) ?? { kind: 'transfer', transferId, amount: 0n };
  parts.set(transferId, { ...part, amount: part.amount + amount });
}

function assertWhole({ amount }: StatementLineRow, payout: GatewayPayout, currency: string): void {
  const sum = payout.entries.reduce((total, entry) => total + entry.amount - entry.fee, 0n);
  if (payout.amount === amount && sum === amount && payout.currency === currency) return;
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  throw new DomainError(
    'match_differs',
    `Payout ${payout.ref} is ${money(payout.amount)} ${payout.currency} by its gateway, and what is in it makes ` +
      `${money(sum)}; the line is ${money(amount)} ${currency}.`,
    { line: money(amount), payout: money(payout.amount), entries: money(sum), currency },
  );
}

function notOurs({ ref }: GatewayPayout, { amount, fee, gatewayRef }: GatewayPayoutEntry, currency: string) {
  const money = formatMoney(amount - fee, currencyDecimals(currency));
  return new DomainError(
    'match_differs',
    `Payout ${ref} has ${money} ${currency} of no transfer of this platform${gatewayRef ? ` (${gatewayRef})` : ''}.`,
    { payout: ref, amount: money, currency },
  );
}
