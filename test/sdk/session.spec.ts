import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiProblem, LendingClient, MemoryStore, type Tokens, type TokenStore } from '../../sdk/src/index.js';
import { json, lost, refusal, startScripted, type Received, type Scripted, type Step } from './scripted.js';

const LOGIN = { username: 'ada', password: 'seven green umbrellas' };
const OLD: Tokens = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 };

/** Rotates as the API does: a refresh token works once, and the second use ends the session. */
class Rotation {
  /** Number of the token that works; null: the session is over. */
  current: number | null = 0;
  refreshes = 0;
  logins = 0;

  readonly answer: Step = (...args) => {
    const [, received] = args;
    this.step(received)(...args);
  };

  private step({ path, token, body }: Received): Step {
    if (path === '/api/auth/login') {
      this.logins++;
      return this.next(100 * this.logins);
    }
    if (path === '/api/auth/refresh') {
      this.refreshes++;
      const sent = (JSON.parse(body) as { refresh_token: string }).refresh_token;
      if (this.current !== null && sent === `refresh-${String(this.current)}`)
        return this.next(this.current + 1);
      this.current = null;
      return refusal(401, 'invalid_refresh_token');
    }
    const isGood = this.current !== null && token === `access-${String(this.current)}`;
    return isGood ? json(200, { token }) : refusal(401, 'not_authenticated');
  }

  private next(number: number): Step {
    this.current = number;
    const [access, refresh] = [`access-${String(number)}`, `refresh-${String(number)}`];
    return json(200, { access_token: access, refresh_token: refresh, expires_in: 900, token_type: 'Bearer' });
  }
}

describe('the session of a client', () => {
  let server: Scripted;
  let rotation: Rotation;
  beforeAll(async () => {
    server = await startScripted();
  });
  beforeEach(() => {
    rotation = new Rotation();
    server.answers(rotation.answer);
  });
  afterAll(() => server.stop());

  const client = (store: TokenStore, login?: typeof LOGIN) =>
    new LendingClient({ baseUrl: server.url, store, ...(login && { login }) });
  const me = (of: LendingClient) => of.get('/api/auth/me');
  const manyOf = (of: LendingClient) => Promise.all(Array.from({ length: 20 }, () => me(of)));

  it('begins when a token is needed, and once for many calls', async () => {
    await manyOf(client(new MemoryStore(), LOGIN));
    expect(rotation).toMatchObject({ logins: 1, refreshes: 0 });
  });

  it('is renewed once for many calls, with each refresh token used once', async () => {
    const ours = client(new MemoryStore(OLD));
    await manyOf(ours);
    await manyOf(ours);
    expect(rotation).toMatchObject({ logins: 0, refreshes: 1, current: 1 });
  });

  it('is renewed once when the API refuses a token that should still hold, and the calls are sent again', async () => {
    const store = new MemoryStore({ ...OLD, accessToken: 'revoked', expiresAt: Date.now() + 900_000 });
    expect(await manyOf(client(store))).toEqual(Array.from({ length: 20 }, () => ({ token: 'access-1' })));
    expect(rotation).toMatchObject({ refreshes: 1, current: 1 });
    expect(store.load()).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  });

  it('is shared by processes one at a time, and what one of them renewed is taken by the others', async () => {
    const kept = new MemoryStore(OLD);
    let last: Promise<unknown> = Promise.resolve();
    const shared: TokenStore = {
      load: () => kept.load(),
      save: (tokens) => {
        kept.save(tokens);
      },
      exclusively: (work) => {
        const done = last.then(work);
        last = done.catch(() => undefined);
        return done;
      },
    };
    await Promise.all([client(shared), client(shared), client(shared)].map(manyOf));
    expect(rotation).toMatchObject({ refreshes: 1, current: 1 });
  });

  it('saves the next refresh token before it uses anything of that renewal', async () => {
    const order: string[] = [];
    const kept = new MemoryStore(OLD);
    await me(
      client({
        load: () => kept.load(),
        save: async (tokens) => {
          await Promise.resolve();
          order.push(`saved with ${String(server.received.length)} requests sent`);
          kept.save(tokens);
        },
      }),
    );
    expect(order).toEqual(['saved with 1 requests sent']);
    expect(server.received.map(({ path }) => path)).toEqual(['/api/auth/refresh', '/api/auth/me']);
  });

  it('that is over begins anew with the login, and without one says so and forgets its tokens', async () => {
    rotation.current = null;
    await me(client(new MemoryStore(OLD), LOGIN));
    expect(rotation).toMatchObject({ refreshes: 1, logins: 1 });
    rotation.current = null;
    const store = new MemoryStore(OLD);
    const error = await me(client(store)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code: 'not_authenticated' });
    expect(store.load()).toBeNull();
  });

  it('does not use a refresh token again whose answer was lost, where it can sign in instead', async () => {
    server.answers(lost, rotation.answer);
    await me(client(new MemoryStore(OLD), LOGIN));
    expect(server.received.map(({ path }) => path)).toEqual([
      '/api/auth/refresh',
      '/api/auth/login',
      '/api/auth/me',
    ]);
  });

  it('is renewed again when the API was too busy to do it', async () => {
    server.answers(refusal(503, 'service_busy', { 'retry-after': '0' }), rotation.answer);
    await me(client(new MemoryStore(OLD)));
    expect(rotation).toMatchObject({ refreshes: 1, current: 1 });
  });

  it('ends at the server and here', async () => {
    const store = new MemoryStore();
    const ours = client(store);
    await ours.signIn(LOGIN);
    server.answers((response) => {
      response.writeHead(204).end();
    });
    await ours.signOut();
    expect(server.received).toMatchObject([
      { path: '/api/auth/logout', body: JSON.stringify({ refresh_token: 'refresh-100' }) },
    ]);
    expect(store.load()).toBeNull();
  });

  it('sends a wrong password once', async () => {
    server.answers(refusal(401, 'invalid_credentials'));
    const error = await me(client(new MemoryStore(), LOGIN)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid_credentials' });
    expect(server.received).toHaveLength(1);
  });
});
