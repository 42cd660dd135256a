import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { conditions, readPage, type Page } from '../http/paging.js';
import { DomainError } from '../runtime/problems.js';
import { searchFor } from '../http/filters.js';
import { Replicas } from '../database/replicas.js';
import type { Role } from './access.js';
import { User } from './user.entity.js';
import { toUserAccountResponse, type UserAccountResponse, type UserListQuery } from './users.dto.js';

interface UserRow {
  id: string;
  username: string;
  role: Role;
  first_name: string;
  last_name: string;
  email: string;
  is_active: boolean;
  created_at: Date;
}

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
      {
        columns: 'u.id, u.username, u.role, u.first_name, u.last_name, u.email, u.is_active, u.created_at',
        from: 'users u',
        id: 'u.id',
        where: conditions({
          'u.role = $?': query.role,
          'u.is_active = $?::boolean': query.is_active,
          ...searchFor(query.search, { user: 'u', ids: ['u.id'] }),
        }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      (row: UserRow) =>
        toUserAccountResponse({
          ...row,
          firstName: row.first_name,
          lastName: row.last_name,
          isActive: row.is_active,
          createdAt: row.created_at,
        }),
    );
  }

  /** Throws `user_not_found`. */
  async getUser(id: string): Promise<UserAccountResponse> {
    const user = await this.db.manager.findOneBy(User, { id });
    if (!user) throw new DomainError('user_not_found', `There is no user ${id}.`);
    return toUserAccountResponse(user);
  }
}
