import { startServer, type TestServer } from '../support/app.js';
import type { TestDatabase } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';

/** Limits that are reached within the run, in the order in which they stand to each other by default. */
const SETTINGS = {
  SANDBOX: 'true',
  DAY_CLOSE_SCHEDULE: 'true',
  DB_POOL_WAIT_MS: '2000',
  DB_LOCK_TIMEOUT_MS: '3000',
  DB_STATEMENT_TIMEOUT_MS: '6000',
  DB_IDLE_TIMEOUT_MS: '4000',
  SHUTDOWN_GRACE_MS: '8000',
};
/** An instance that was asked to end is gone after this, whatever its database does. */
const END_LIMIT_MS = 30_000;

/** One instance of the application, with the network between it and the database. */
export class Instance {
  /** Where it listens, or listened last. */
  url = 'http://127.0.0.1:1';
  private app: TestServer | null = null;
  private said = '';

  private constructor(
    private readonly database: TestDatabase,
    readonly proxy: Proxy,
  ) {}

  static async make(database: TestDatabase): Promise<Instance> {
    return new Instance(database, await startProxy(database.url));
  }

  /** Throws while it does not run. */
  get running(): TestServer {
    if (this.app === null) throw new Error('this instance does not run');
    return this.app;
  }

  /** All that its processes have printed. */
  get output(): string {
    return this.said + (this.app?.output() ?? '');
  }

  /** Starts it, again and again while the database is not there. */
  async start(clockOffsetMs: number): Promise<void> {
    const settings = { ...SETTINGS, CLOCK_OFFSET_MS: String(clockOffsetMs) };
    for (let attempt = 1; this.app === null; attempt++) {
      try {
        this.app = await startServer(settings, { ...this.database, url: this.proxy.url });
        this.url = this.app.url;
      } catch (error) {
        if (attempt === 30) throw error;
        this.said += String(error);
      }
    }
  }

  /** False when it did not end in time, and was killed. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean> {
    const app = this.app;
    if (app === null) return true;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      app.process.kill('SIGKILL');
    }, END_LIMIT_MS);
    await app.end(signal);
    clearTimeout(timer);
    this.said += app.output();
    this.app = null;
    return !late;
  }

  /** It stands still, with all that it holds; answers what lets it go on. */
  freeze(): () => void {
    const child = this.app?.process;
    child?.kill('SIGSTOP');
    return () => child?.kill('SIGCONT');
  }
}
