import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { pinoLogger } from './logging.js';

/** Who does something, and from where. */
export interface Actor {
  /** Null for a command at the server: nobody is signed in there. */
  id: string | null;
  role?: string;
  via: 'api' | 'cli';
  /** Of the client, or the user of the operating system. */
  from?: string;
  requestId?: string;
}

export interface AuditEntry {
  /** The deed, such as `user.change`. */
  action: string;
  by: Actor;
  /** What it was done to: a kind and, where there are several, which. */
  on: { type: string; id?: string | null };
  outcome?: 'done' | 'refused';
  /** What was, and what is: only what differs is written. Never passwords, tokens or hashes. */
  before?: object;
  after?: object;
  facts?: Record<string, string | number | boolean | null>;
}

/**
 * The one place where it is written down who changed what of whom, with what was before and is now, and who was refused
 * at signing in. One line each of the log, whatever LOG_LEVEL leaves out (but `silent`). Call it once the change is saved.
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

/** The fields of `after` whose value was another before. */
function differences(before: object, after: object): { field: string; before: unknown; after: unknown }[] {
  const was = before as Record<string, unknown>;
  return Object.entries(after)
    .filter(([field, value]) => toText(was[field]) !== toText(value))
    .map(([field, value]) => ({ field, before: plain(was[field]), after: plain(value) }));
}

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : (value ?? null));
const toText = (value: unknown): string => JSON.stringify(plain(value));
