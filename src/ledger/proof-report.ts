import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { currencyDecimals } from '../lending/money.js';
import { toProofResponse, type ProofResponse } from './proof.dto.js';
import { Proof, type ProofScope } from './proof.js';

/** The proof as people read it: amounts in the bank's currency. */
@Injectable()
export class ProofReport {
  constructor(
    private readonly proof: Proof,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  async make(scope: ProofScope): Promise<ProofResponse> {
    const findings = await this.proof.prove(scope);
    const [config]: { currency: string }[] = await this.db.query(
      'SELECT currency FROM bank_configurations ORDER BY version DESC LIMIT 1',
    );
    const code = config?.currency ?? 'USD';
    return toProofResponse(findings, scope, { code, decimals: currencyDecimals(code) });
  }
}
