import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { shownRowsOf } from '../database/entity-columns.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { searchFor } from '../http/filters.js';
import { Replicas } from '../database/replicas.js';
import { User } from './user.entity.js';
import { toUserAccountResponse, type UserAccountResponse, type UserListQuery } from './users.dto.js';

const shownUsers = shownRowsOf(User, 'u', [
  'id',
  'username',
  'role',
  'firstName',
  'lastName',
  'email',
  'language',
  'isActive',
  'ownAccounts',
  'factorSince',
  'erasedAt',
  'createdAt',
]);

@Injectable()
export class UsersQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
  ) {}

  /** Everybody who has an account, newest first. */
  list(query: UserListQuery, url: string): Promise<Page<UserAccountResponse>> {
    return readPage(
      this.replicas,
      shownUsers,
      {
        where: conditions({
          'u.role = $?': query.role,
          'u.is_active = $?::boolean': query.is_active,
          ...searchFor(query.search, { user: 'u', ids: ['u.id'] }),
        }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      toUserAccountResponse,
    );
  }

  /** Throws `user_not_found`. */
  async getUser(id: string): Promise<UserAccountResponse> {
    const user = await this.db.manager.findOneBy(User, { id });
    if (!user) throw new DomainError('user_not_found', `There is no user ${id}.`);
    return toUserAccountResponse(user);
  }
}
