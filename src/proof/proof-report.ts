import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../database/clock.js';
import { asBank } from '../database/person.js';
import { currencyDecimals } from '../lending/money.js';
import { EVERYTHING, type ProofScope } from './check.js';
import { toProofResponse, type MadeProof, type ProofKind, type ProofResponse } from './proof.dto.js';
import { Proof } from './proof.js';

/** The proof for people: amounts in the bank's currency. */
@Injectable()
export class ProofReport {
  /** The proofs of each kind that were begun last; they may still be running. */
  private readonly newest = new Map<ProofKind, { begunAt: number; proof: Promise<MadeProof> }>();
  private lastOfEverything: { madeAt: Date; failedChecks: number } | null = null;

  constructor(
    private readonly proof: Proof,
    private readonly clock: Clock,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** The result of this instance's last full proof; null before the first. */
  get last(): { madeAt: Date; failedChecks: number } | null {
    return this.lastOfEverything;
  }

  /**
   * How many closed dates are newer than the newest seal. A date is sealed seconds after its close, but only if the
   * books are right: so this tells wrong books to instances that proved nothing themselves.
   */
  async unsealedDays(): Promise<number> {
    const [row]: { days: number }[] = await this.db.query(
      `SELECT count(*)::int AS days FROM day_closes
       WHERE status = 'done' AND business_date > coalesce((SELECT max(business_date) FROM seals), '-infinity')`,
    );
    return row?.days ?? 0;
  }

  /** Proves a past date or one provider's slice now: the bank recomputes it, also where its provider asks. */
  async ofScope(scope: ProofScope): Promise<ProofResponse> {
    const provedAt = this.clock.now();
    return asBank(async () => {
      const findings = await this.proof.prove(scope);
      const currency = await this.currency();
      return this.shown({ kind: 'full', sealedOn: null, findings, scope, provedAt, currency });
    });
  }

  /** Proves the books now. An incremental proof is a full one until a business date is sealed. */
  async make(kind: ProofKind): Promise<ProofResponse> {
    return this.shown(await this.prove(kind));
  }

  /**
   * A proof of this kind that this instance began at most `maxAgeSeconds` ago. All who ask meanwhile wait for the same
   * one.
   */
  async recent(kind: ProofKind, maxAgeSeconds: number): Promise<ProofResponse> {
    const now = performance.now();
    const newest = this.newest.get(kind);
    if (newest && now - newest.begunAt <= maxAgeSeconds * 1000) return this.shown(await newest.proof);
    const begun = { begunAt: now, proof: this.prove(kind) };
    this.newest.set(kind, begun);
    // A failed proof is not kept; whoever asked for it is told.
    begun.proof.catch(() => {
      if (this.newest.get(kind) === begun) this.newest.delete(kind);
    });
    return this.shown(await begun.proof);
  }

  private async prove(wanted: ProofKind): Promise<MadeProof> {
    const provedAt = this.clock.now();
    const { kind, seal, findings } =
      wanted === 'full' ? await this.proof.full() : await this.proof.incremental();
    if (kind === 'full') {
      this.lastOfEverything = { madeAt: provedAt, failedChecks: findings.filter(({ ok }) => !ok).length };
    }
    const currency = await this.currency();
    return { kind, sealedOn: seal?.businessDate ?? null, findings, scope: EVERYTHING, provedAt, currency };
  }

  private shown(proof: MadeProof): ProofResponse {
    return toProofResponse(proof, this.clock.now(), this.lastOfEverything?.madeAt ?? null);
  }

  private async currency(): Promise<MadeProof['currency']> {
    const [config]: { currency: string }[] = await this.db.query(
      'SELECT currency FROM bank_configurations ORDER BY version DESC LIMIT 1',
    );
    const code = config?.currency ?? 'USD';
    return { code, decimals: currencyDecimals(code) };
  }
}
