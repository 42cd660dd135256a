import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { rowsOf } from '../database/entity-columns.js';
import { DomainError } from '../runtime/problems.js';
import { USERNAME } from './credentials.js';
import { User } from './user.entity.js';

const byUsername = rowsOf(User, 'u', 'WHERE lower(u.username) = lower($1)');

@Injectable()
export class AccountsQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Ignores case; null for text that cannot be a username. */
  async findByUsername(username: string): Promise<User | null> {
    if (!USERNAME.test(username)) return null;
    return (await byUsername(this.db.manager, username))[0] ?? null;
  }

  /** Throws `not_authenticated` when the account is gone or disabled, even if its access token has not expired. */
  async getActiveUser(id: string): Promise<User> {
    const user = await this.db.manager.findOneBy(User, { id, isActive: true });
    if (!user) throw new DomainError('not_authenticated', 'This account is not active.');
    return user;
  }
}
