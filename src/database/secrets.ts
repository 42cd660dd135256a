import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Sealer } from '../runtime/sealed.js';

/** Encrypts what the database stores but must not show, with SECRETS_KEY. */
@Injectable()
export class Secrets {
  private readonly sealer: Sealer | null;
  readonly hasOlderKeys: boolean;

  constructor(@Inject(APP_CONFIG) { secretsKeys }: Pick<AppConfig, 'secretsKeys'>) {
    const [current, ...older] = secretsKeys;
    this.hasOlderKeys = older.length > 0;
    this.sealer = current === undefined ? null : new Sealer(current, ...older);
  }

  get hasKey(): boolean {
    return this.sealer !== null;
  }

  /** Throws where there is no key, which a start with a gateway that pays out sees to. */
  get key(): Sealer {
    if (this.sealer !== null) return this.sealer;
    throw new Error('SECRETS_KEY is not set: nothing can be encrypted or read');
  }
}
