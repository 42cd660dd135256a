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
  /** The values before and after: only differences are written. Never pass passwords, tokens or hashes. */
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

/** The fields of `after` whose value has changed. */
function differences(before: object, after: object): { field: string; before: unknown; after: unknown }[] {
  const was = before as Record<string, unknown>;
  return Object.entries(after)
    .filter(([field, value]) => toText(was[field]) !== toText(value))
    .map(([field, value]) => ({ field, before: plain(was[field]), after: plain(value) }));
}

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : (value ?? null));
const toText = (value: unknown): string => JSON.stringify(plain(value));
