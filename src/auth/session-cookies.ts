import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { DomainError } from '../runtime/problems.js';

/** Browsers take a cookie called `__Secure-` over https alone, so that nobody who can answer for http sets or reads it. */
const OVER = {
  http: { name: 'lmp_session', sent: /(?:^|;)\s*lmp_session=([\w-]{1,200})(?:;|$)/, more: '' },
  https: {
    name: '__Secure-lmp_session',
    sent: /(?:^|;)\s*__Secure-lmp_session=([\w-]{1,200})(?:;|$)/,
    more: '; Secure',
  },
};
/** The only addresses that read it. */
const SCOPE = 'HttpOnly; SameSite=Strict; Path=/api/auth';
/** A browser's session ends for good after so long, however much it is used. */
export const COOKIE_SESSION_SECONDS = 90 * 24 * 3600;

/** The cookie that keeps a browser signed in. Only signing in, renewing and signing out read or set it. */
@Injectable()
export class SessionCookies {
  private readonly ownOrigin: string | null;
  private readonly consoleOrigin: string | null;

  constructor(
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'production' | 'publicUrl' | 'consoleUrl'>,
  ) {
    this.ownOrigin = originOf(config.publicUrl);
    this.consoleOrigin = originOf(config.consoleUrl);
  }

  /** The token in the request's cookie, or null without one. */
  read(request: FastifyRequest): string | null {
    return kindOf(request).sent.exec(request.headers.cookie ?? '')?.[1] ?? null;
  }

  /**
   * Refuses what another site's page sends, which carries this site's cookie or would set it (login CSRF): throws
   * `origin_refused`. Throws `https_needed` in production over plain http: on the way the cookie could be read.
   */
  assertOwnPage(request: FastifyRequest): void {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (!this.isOwn(origin, request.host) || (site !== undefined && site !== 'same-origin')) {
      const expected = this.ownOrigin ?? `the address of this server, ${request.host}`;
      throw new DomainError(
        'origin_refused',
        `A session in a cookie is for pages of ${expected}; this request comes from ${origin ?? 'no page'}.`,
      );
    }
    if (this.config.production && request.protocol !== 'https' && !isThisMachine(request.hostname)) {
      throw new DomainError(
        'https_needed',
        'Signing in with a cookie needs https. Behind a proxy that speaks https, set TRUST_PROXY.',
      );
    }
  }

  set(request: FastifyRequest, reply: FastifyReply, token: string, seconds = COOKIE_SESSION_SECONDS): void {
    const { name, more } = kindOf(request);
    void reply.header('Set-Cookie', `${name}=${token}; ${SCOPE}; Max-Age=${String(seconds)}${more}`);
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    this.set(request, reply, '', 0);
  }

  /** Without PUBLIC_URL the host decides: a proxy may speak https while this server speaks http. */
  private isOwn(origin: string | undefined, host: string): boolean {
    if (origin === undefined || !URL.canParse(origin)) return false;
    if (origin === this.consoleOrigin) return true;
    return this.ownOrigin === null ? new URL(origin).host === host : origin === this.ownOrigin;
  }
}

/** A proxy may say anything. */
const kindOf = ({ protocol }: FastifyRequest) => (protocol === 'https' ? OVER.https : OVER.http);

const originOf = (address: string | null) => (address === null ? null : new URL(address).origin);
const isThisMachine = (host: string) => /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/.test(host);
