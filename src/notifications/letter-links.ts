import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '../auth/access.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { ownAddress } from '../runtime/own-address.js';
import { unsubscribeToken, type Unwanted } from './unsubscribe-token.js';

type Settings = Pick<AppConfig, 'publicUrl' | 'consoleUrl' | 'host' | 'port' | 'jwtSecret'>;

/** Where letters lead: to PUBLIC_URL, or to this machine where there is none. */
@Injectable()
export class LetterLinks {
  private readonly base: string;

  constructor(@Inject(APP_CONFIG) private readonly config: Settings) {
    const { publicUrl, host, port } = config;
    this.base = publicUrl ?? ownAddress(host, port);
  }

  /** What a letter is about, for its reader; for staff, the console. */
  to(loanId: string | null, role: Role): string {
    if (role === 'staff' || role === 'admin') return `${this.config.consoleUrl ?? this.base}/admin/`;
    return loanId !== null && role === 'customer' ? `${this.base}/loans/${loanId}` : `${this.base}/`;
  }

  /** The page of the console on which staff decide about a transfer, or about a customer. */
  toDecide({ transfer, customer }: Record<string, unknown>): string {
    const page = typeof transfer === 'string' ? `transfers/${transfer}` : `customers/${String(customer)}`;
    return `${this.to(null, 'staff')}#/${page}/show`;
  }

  /** Where a link for a new password is asked for. */
  forgotten(): string {
    return `${this.base}/forgotten`;
  }

  /** After the #, so that no server and no proxy writes the code to a log. */
  choosePassword(username: string, code: string): string {
    return `${this.base}/code#${new URLSearchParams({ username, code }).toString()}`;
  }

  /** A page with a button. */
  turnOffPage(letter: Unwanted): string {
    return `${this.base}/unsubscribe/${unsubscribeToken(letter, this.config.jwtSecret)}`;
  }

  /** For mail programs, which POST. */
  turnOff(letter: Unwanted): string {
    return `${this.base}/api/unsubscribe/${unsubscribeToken(letter, this.config.jwtSecret)}/`;
  }
}
