import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { ProviderMandate } from './mandate.entity.js';
import {
  FIRST_MANDATE,
  toMandateResponse,
  type MandateHistoryResponse,
  type MandateResponse,
} from './mandates.dto.js';

const SHOWN = 100;

@Injectable()
export class MandatesQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  /** The mandate in force of an existing provider. */
  async inForce(providerId: string): Promise<MandateResponse> {
    const { results } = await this.versions(providerId, 1);
    return results[0] ?? this.first(providerId);
  }

  /** Its versions, newest first. */
  history(providerId: string): Promise<MandateHistoryResponse> {
    return this.versions(providerId, SHOWN);
  }

  private async versions(providerId: string, take: number): Promise<MandateHistoryResponse> {
    const { currency } = await this.bankConfig.inForce();
    const mandates = await this.db.manager.find(ProviderMandate, {
      where: { providerId },
      order: { version: 'DESC' },
      take,
    });
    return { results: mandates.map((mandate) => toMandateResponse(mandate, currency)) };
  }

  private async first(providerId: string): Promise<MandateResponse> {
    const { currency } = await this.bankConfig.inForce();
    return toMandateResponse({ ...FIRST_MANDATE, providerId, createdAt: null, createdBy: null }, currency);
  }
}
