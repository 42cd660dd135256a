import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy between a server and its database that can simulate network faults. */
export interface Proxy {
  /** The database's address through the proxy. */
  url: string;
  /** How many connections have been made through it. */
  accepted(): number;
  /** Cuts all connections, and refuses new ones until `restore`. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /**
   * Cuts the connection that sends this text, after the database has received it and before it can answer. With `of`,
   * only one that has sent that text since the call: COMMIT is sent by the background's transactions too.
   */
  cutAfter(text: string, of?: string): void;
  /**
   * The open connections go silent in both directions and for good: no FIN, no RST; whoever waits for an answer keeps
   * waiting. With `newToo`, so do new connections, until `endBlackHole` or `restore`.
   */
  blackHole(newToo?: boolean): void;
  /** New connections get through again; those that went silent stay silent. */
  endBlackHole(): void;
  /**
   * The connection that sends this text (`of`: as with `cutAfter`) still reaches the database, but its answers are
   * dropped from then on.
   */
  blackHoleAfter(text: string, of?: string): void;
  /** How many connections `blackHoleAfter` has black-holed so far. */
  swallowed(): number;
  /** Delays everything sent from now on by this many milliseconds, in both directions; 0 ends it. */
  delay(ms: number): void;
  /** Closes the database's side of the open connections (a FIN); the database still takes what is sent to it. */
  halfClose(): void;
  stop(): Promise<void>;
}

/** One connection of the server, joined with its connection to the database. */
class Link {
  private silent = false;
  private muted = false;

  constructor(
    private readonly client: Socket,
    private readonly database: Socket,
    private readonly delayMs: () => number,
    private readonly onClosed: (link: Link) => void,
  ) {
    for (const socket of [client, database]) {
      socket.once('close', () => {
        // A black hole does not pass on the end of a connection.
        if (!this.silent) this.end();
        if (client.destroyed && database.destroyed) this.onClosed(this);
      });
      socket.on('error', () => socket.destroy());
    }
    client.on('end', () => {
      if (!this.silent) database.end();
    });
    database.on('end', () => {
      if (!this.silent) client.end();
    });
    database.on('data', (chunk: Buffer) => {
      if (!this.muted) this.pass(client, chunk);
    });
  }

  /** From the server to the database. */
  onRequest(take: (chunk: Buffer) => void): void {
    this.client.on('data', (chunk: Buffer) => {
      if (!this.silent) take(chunk);
    });
  }

  toDatabase(chunk: Buffer): void {
    this.pass(this.database, chunk);
  }

  /** The database runs it, but its answer never arrives, and the connection is cut. */
  cutAfter(chunk: Buffer): void {
    this.muted = true;
    this.database.once('data', () => {
      this.end();
    });
    this.database.write(chunk);
  }

  /** Like `cutAfter`, without the cut. */
  swallowAfter(chunk: Buffer): void {
    this.muted = true;
    this.database.write(chunk, () => {
      this.silence();
    });
  }

  silence(): void {
    this.silent = true;
    this.muted = true;
  }

  halfClose(): void {
    this.client.end();
  }

  end(): void {
    this.client.destroy();
    this.database.destroy();
  }

  private pass(to: Socket, chunk: Buffer): void {
    const ms = this.delayMs();
    if (ms === 0) to.write(chunk);
    else setTimeout(() => to.destroyed || this.silent || to.write(chunk), ms);
  }
}

export async function startProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const links = new Set<Link>();
  let trigger: { text: string; of: string; on: Set<Link>; then: 'cut' | 'swallow' } | null = null;
  let isBlackHole = false;
  let delayMs = 0;
  let accepted = 0;
  let swallowed = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    accepted++;
    const database = connect({ port: Number(target.port), host: target.hostname, allowHalfOpen: true });
    const link = new Link(
      client,
      database,
      () => delayMs,
      (closed) => links.delete(closed),
    );
    links.add(link);
    if (isBlackHole) link.silence();
    link.onRequest((chunk) => {
      if (trigger !== null && chunk.includes(trigger.of)) trigger.on.add(link);
      if (trigger === null || !trigger.on.has(link) || !chunk.includes(trigger.text)) {
        link.toDatabase(chunk);
        return;
      }
      const { then } = trigger;
      trigger = null;
      if (then === 'cut') link.cutAfter(chunk);
      else {
        swallowed++;
        link.swallowAfter(chunk);
      }
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.port = String(port);
  url.hostname = '127.0.0.1';
  const cut = async () => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    for (const link of links) link.end();
    await closed;
  };
  return {
    url: url.href,
    accepted: () => accepted,
    cut,
    restore: async () => {
      isBlackHole = false;
      await listen(port);
    },
    cutAfter: (text, of = '') => {
      trigger = { text, of, on: new Set(), then: 'cut' };
    },
    blackHole: (newToo = false) => {
      isBlackHole = newToo;
      for (const link of links) link.silence();
    },
    endBlackHole: () => {
      isBlackHole = false;
    },
    blackHoleAfter: (text, of = '') => {
      trigger = { text, of, on: new Set(), then: 'swallow' };
    },
    swallowed: () => swallowed,
    delay: (ms) => {
      delayMs = ms;
    },
    halfClose: () => {
      for (const link of links) link.halfClose();
    },
    stop: async () => {
      if (server.listening) await cut();
    },
  };
}
