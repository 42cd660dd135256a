import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { pinoLogger } from './logging.js';

/** Who acts, and from where. */
export interface Actor {
  /** Null for a command on the server, where nobody is signed in. */
  id: string | null;
  role?: string;
  via: 'api' | 'cli';
  /** The address of the client, or the user of the operating system. */
  from?: string;
  requestId?: string;
}

export interface AuditEntry {
  /** The action, such as `user.change`. */
  action: string;
  by: Actor;
  /** The target: its kind and, where there are several, its id. */
  on: { type: string; id?: string | null };
  outcome?: 'done' | 'refused';
  /**
   * The values before and after: only differences are written, and of what tells who a person is only that it differs.
   * Never pass passwords, tokens or hashes.
   */
  before?: object;
  after?: object;
  facts?: Record<string, string | number | boolean | null>;
}

/**
 * The audit log: who changed what on whose account, with the values before and after, and whose sign-in was refused.
 * Each entry is one log line, at every LOG_LEVEL except `silent`. Call it after the change is committed.
 */
@Injectable()
export class AuditLog {
  private readonly logger: Logger;

  constructor(@Inject(APP_CONFIG) { logLevel, logStream }: AppConfig) {
    this.logger = pinoLogger({ logLevel: logLevel === 'silent' ? 'silent' : 'info' }, logStream);
  }

  record({ action, by, on, outcome = 'done', before, after, facts }: AuditEntry): void {
    this.logger.info({
      msg: 'audit',
      action,
      outcome,
      by: by.id,
      role: by.role,
      via: by.via,
      from: by.from,
      request_id: by.requestId,
      on,
      ...(after === undefined ? {} : { changes: differences(before ?? {}, after) }),
      ...facts,
    });
  }
}

/** Logs are kept elsewhere and cannot be searched for a person who is erased, so they never say who somebody is. */
const PERSONAL = new Set(['username', 'first_name', 'last_name', 'email', 'phone', 'address']);

type Change = { field: string } & ({ before: unknown; after: unknown } | { is_personal: true });

/** The fields of `after` whose value has changed. */
function differences(before: object, after: object): Change[] {
  const was = before as Record<string, unknown>;
  return Object.entries(after)
    .filter(([field, value]) => toText(was[field]) !== toText(value))
    .map(([field, value]) =>
      PERSONAL.has(field)
        ? { field, is_personal: true }
        : { field, before: plain(was[field]), after: plain(value) },
    );
}

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : (value ?? null));
const toText = (value: unknown): string => JSON.stringify(plain(value));
