import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UsersService } from '../auth/users.service.js';
import { ProfileMakers } from '../auth/profile-makers.js';
import { Clock } from '../database/clock.js';
import type { UpdateProfileDto } from '../auth/profile.dto.js';
import { Transactions } from '../database/transactions.js';
import { Provider } from './provider.entity.js';

@Injectable()
export class ProvidersService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: UsersService,
    private readonly profiles: ProfileMakers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.profiles.register('provider', async (tx, user) => {
      await tx.insert(Provider, { id: user.id, createdAt: this.clock.now() });
    });
  }

  /** Changes the caller's own names, email, phone and address. Money never moves here. */
  async updateProfile(id: string, profile: UpdateProfileDto): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.accounts.updateNames(tx, id, profile);
      const { phone, address } = profile;
      const own = {
        ...(phone === undefined ? {} : { phone }),
        ...(address === undefined ? {} : { address }),
      };
      if (Object.keys(own).length > 0) await tx.update(Provider, { id }, own);
    });
  }
}
