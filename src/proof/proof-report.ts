import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../database/clock.js';
import { currencyDecimals } from '../lending/money.js';
import { toProofResponse, type ProofResponse } from './proof.dto.js';
import type { ProofScope } from './check.js';
import { Proof } from './proof.js';

const EVERYTHING: ProofScope = { asOf: null, providerId: null };

/** The proof for people: amounts in the bank's currency. */
@Injectable()
export class ProofReport {
  /** The proof of everything that was begun last; it may still be running. */
  private newest: { begunAt: number; response: Promise<ProofResponse> } | null = null;
  private lastOfEverything: { madeAt: Date; failedChecks: number } | null = null;

  constructor(
    private readonly proof: Proof,
    private readonly clock: Clock,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** The result of this instance's last proof of everything; null before the first. */
  get last(): { madeAt: Date; failedChecks: number } | null {
    return this.lastOfEverything;
  }

  /** Proves the books now. */
  async make(scope: ProofScope): Promise<ProofResponse> {
    const provedAt = this.clock.now();
    const findings = await this.proof.prove(scope);
    if (scope.asOf === null && scope.providerId === null) {
      this.lastOfEverything = { madeAt: provedAt, failedChecks: findings.filter(({ ok }) => !ok).length };
    }
    const [config]: { currency: string }[] = await this.db.query(
      'SELECT currency FROM bank_configurations ORDER BY version DESC LIMIT 1',
    );
    const code = config?.currency ?? 'USD';
    return toProofResponse(findings, scope, provedAt, { code, decimals: currencyDecimals(code) });
  }

  /**
   * A proof of everything that this instance began at most `maxAgeSeconds` ago. All who ask meanwhile wait for the same
   * one.
   */
  recent(maxAgeSeconds: number): Promise<ProofResponse> {
    const now = performance.now();
    if (this.newest && now - this.newest.begunAt <= maxAgeSeconds * 1000) return this.newest.response;
    const begun = { begunAt: now, response: this.make(EVERYTHING) };
    this.newest = begun;
    // A failed proof is not kept; whoever asked for it is told.
    begun.response.catch(() => {
      if (this.newest === begun) this.newest = null;
    });
    return begun.response;
  }
}
