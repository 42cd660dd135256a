import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UsersService } from '../auth/users.service.js';
import { ProfileMakers } from '../auth/profile-makers.js';
import { Clock } from '../database/clock.js';
import type { Actor } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
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
      await tx.insert(Provider, { id: user.id, ...user.profile, createdAt: this.clock.now() });
    });
  }

  /** Changes a provider's names, email, phone and address for it. Throws `provider_not_found`. */
  async change(id: string, profile: UpdateProfileDto, by: Actor): Promise<void> {
    if (await this.accounts.changeProfile('provider', Provider, { id, profile }, by)) return;
    throw new DomainError('provider_not_found', `There is no loan provider ${id}.`);
  }
}
