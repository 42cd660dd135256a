import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UsersService } from '../auth/users.service.js';
import { ProfileMakers } from '../auth/profile-makers.js';
import { Clock } from '../database/clock.js';
import type { UpdateProfileDto } from '../auth/profile.dto.js';
import { Provider } from './provider.entity.js';

@Injectable()
export class ProvidersService implements OnModuleInit {
  constructor(
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
  updateProfile(id: string, profile: UpdateProfileDto): Promise<void> {
    return this.accounts.updateProfile(Provider, id, profile);
  }
}
