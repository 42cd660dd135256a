import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AppConfig } from '../config.js';
import { ConfigError } from '../runtime/environment.js';
import { ENCRYPTION_KEY, isStrongSecret, keptSecret } from '../runtime/kept-secret.js';
import { isSealingKey } from '../runtime/sealed.js';

const KEY_BYTES = 32;

/**
 * The settings with a key: outside production, where SECRETS_KEY is not set, one is made once and kept in DATA_DIR. Throws ConfigError for a file that holds none.
 */
export async function withSecretsKey<C extends AppConfig>(config: C): Promise<C> {
  if (config.production || config.secretsKeys.length > 0) return config;
  const file = join(config.dataDir, 'secrets-key');
  const key = (await keptSecret(file, newKey(), ENCRYPTION_KEY)).trim();
  if (isSealingKey(key)) return { ...config, secretsKeys: [key] };
  throw new ConfigError(
    `The encryption key ${file} is not ${String(KEY_BYTES)} bytes in base64. Restore it.`,
  );
}

/** Chance may write a word into a key that a placeholder would have. */
function newKey(): string {
  const made = randomBytes(KEY_BYTES).toString('base64');
  return isStrongSecret(made) ? made : newKey();
}
