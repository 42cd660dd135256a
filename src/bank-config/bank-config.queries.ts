import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { entitiesBuiltOnce } from '../common/built-once.js';
import { BankConfiguration } from './bank-configuration.entity.js';

const readLatest = entitiesBuiltOnce(BankConfiguration, 'b', (query) =>
  query.orderBy('b.version', 'DESC').limit(1),
);

@Injectable()
export class BankConfigQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The version in force; inside a transaction, pass its manager. */
  async inForce(manager: EntityManager = this.db.manager): Promise<BankConfiguration> {
    const [config] = await readLatest(manager);
    if (!config) throw new Error('there is no bank configuration: have the migrations run?');
    return config;
  }

  /** All versions, newest first (they are few: each is a decision of the bank). */
  history(): Promise<BankConfiguration[]> {
    return this.db.manager.find(BankConfiguration, { order: { version: 'DESC' } });
  }
}
