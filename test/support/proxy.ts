import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a server and its database, where the network can fail. */
export interface Proxy {
  /** The address of the database, by way of the proxy. */
  url: string;
  /** Cuts all connections, and refuses new ones until `restore`. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Cuts the connection that sends this text, right after the database got it and before it can answer. */
  cutAfter(text: string): void;
  stop(): Promise<void>;
}

export async function startProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let trigger: string | null = null;
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    const end = () => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        end();
      });
      socket.on('error', end);
    }
    let isDeaf = false;
    client.on('data', (chunk) => {
      if (trigger !== null && chunk.includes(trigger)) {
        trigger = null;
        isDeaf = true;
        database.write(chunk, () => {
          // What the database makes of it, it does; the answer never comes.
          database.once('data', end);
        });
      } else {
        database.write(chunk);
      }
    });
    database.on('data', (chunk) => {
      if (!isDeaf) client.write(chunk);
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
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: url.href,
    cut,
    restore: () => listen(port),
    cutAfter: (text) => {
      trigger = text;
    },
    stop: async () => {
      if (server.listening) await cut();
    },
  };
}
