import { Injectable, type OnModuleInit } from '@nestjs/common';
import { placeOf, SecretRotation } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import { DomainError } from '../runtime/problems.js';
import type { WebhookEndpoint } from './webhook-endpoint.entity.js';

const CURRENT = { table: 'webhook_endpoints', column: 'secret' };
const OLD = { table: 'webhook_endpoints', column: 'old_secret' };

/** What messages are signed with. Encrypted with SECRETS_KEY, and shown once, when it is made. */
@Injectable()
export class WebhookSecrets implements OnModuleInit {
  constructor(
    private readonly secrets: Secrets,
    private readonly rotation: SecretRotation,
  ) {}

  onModuleInit(): void {
    this.rotation.keeps(CURRENT);
    this.rotation.keeps(OLD);
  }

  /** Throws `webhooks_off` where there is no SECRETS_KEY. */
  assertPossible(): void {
    if (this.secrets.hasKey) return;
    throw new DomainError(
      'webhooks_off',
      'This server has no SECRETS_KEY, so it cannot keep the secret that messages are signed with.',
    );
  }

  seal(secret: string, id: string): string {
    return this.secrets.key.seal(secret, placeOf(CURRENT, id));
  }

  /** The secret as the one before, once another takes its place. Throws `CannotOpen`. */
  asOld({ id, secret }: Pick<WebhookEndpoint, 'id' | 'secret'>): string {
    return this.secrets.key.seal(this.secrets.key.open(secret, placeOf(CURRENT, id)), placeOf(OLD, id));
  }

  /** What to sign with now: the secret, and the one before while it lives. Throws `CannotOpen`. */
  open({ id, secret, oldSecret, oldSecretUntil }: Signing, now: Date): string[] {
    const current = this.secrets.key.open(secret, placeOf(CURRENT, id));
    if (oldSecret === null || oldSecretUntil === null || oldSecretUntil <= now) return [current];
    return [current, this.secrets.key.open(oldSecret, placeOf(OLD, id))];
  }
}

export type Signing = Pick<WebhookEndpoint, 'id' | 'secret' | 'oldSecret' | 'oldSecretUntil'>;
