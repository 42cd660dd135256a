import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A connection to the server that many clients share in turn. */
interface Server {
  socket: Socket;
  /** The client that has it now. */
  client: Socket | null;
  /** How many answers its client still waits for, since statements may be pipelined. */
  owed: number;
}

const STARTUP_HEADER = 8;
const READY_FOR_QUERY = 'Z';
const ASKS_FOR_READY = new Set(['S', 'Q']);
const TERMINATE = 'X';
const IDLE = 'I'.charCodeAt(0);

/**
 * A pooler in transaction mode, like PgBouncer before 1.21: between transactions a client has no server connection, and
 * then gets the one that became free last. With `dropsOptions` it ignores the settings sent with a connection; with
 * `refusesOptions` it refuses connections that send any, as PgBouncer does by default.
 */
export async function startPooler(
  databaseUrl: string,
  { dropsOptions = false, refusesOptions = false } = {},
) {
  const target = new URL(databaseUrl);
  const idle: Server[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => sockets.add(socket.on('error', () => undefined));

  const open = (client: Socket): Server => {
    const socket = connect(Number(target.port), target.hostname);
    keep(socket);
    // The start of a session ends like a statement.
    const server: Server = { socket, client, owed: 1 };
    onMessages(socket, (type, message) => {
      server.client?.write(message);
      if (type !== READY_FOR_QUERY) return;
      server.owed--;
      if (server.owed > 0 || message.at(-1) !== IDLE) return;
      server.client = null;
      idle.push(server);
    });
    return server;
  };

  const listener = createServer((client) => {
    keep(client);
    client.once('data', (startup) => {
      if (refusesOptions) {
        client.end(fatal('unsupported startup parameter: options'));
        return;
      }
      let server = open(client);
      server.socket.write(dropsOptions ? withoutOptions(startup) : startup);
      onMessages(client, (type, message) => {
        if (type === TERMINATE) {
          client.end();
          return;
        }
        if (server.client !== client) {
          // Each client opened one, so one is free.
          server = idle.pop() as Server;
          server.client = client;
        }
        if (ASKS_FOR_READY.has(type)) server.owed++;
        server.socket.write(message);
      });
    });
  });
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve);
  });
  const url = new URL(databaseUrl);
  url.port = String((listener.address() as AddressInfo).port);
  url.hostname = '127.0.0.1';
  return {
    url: url.href,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** Calls `handle` for each message of PostgreSQL's protocol that arrives: a type byte, a length, and the content. */
function onMessages(socket: Socket, handle: (type: string, message: Buffer) => void): void {
  let received: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 5) {
      const end = 1 + received.readInt32BE(1);
      if (received.length < end) break;
      const message = received.subarray(0, end);
      received = received.subarray(end);
      handle(String.fromCharCode(message[0] ?? 0), message);
    }
  });
}

/** A message of PostgreSQL's protocol that refuses a connection. */
function fatal(why: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${why}\0\0`);
  const head = Buffer.from('E\0\0\0\0', 'latin1');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** A startup message (length, version, then name and value in turn) without its options. */
function withoutOptions(message: Buffer): Buffer {
  const words = message.subarray(STARTUP_HEADER).toString().split('\0');
  const kept: string[] = [];
  for (let at = 0; (words[at] ?? '') !== ''; at += 2) {
    if (words[at] !== 'options') kept.push(`${words[at] ?? ''}\0${words[at + 1] ?? ''}\0`);
  }
  const body = Buffer.from(`${kept.join('')}\0`);
  const head = Buffer.from(message.subarray(0, STARTUP_HEADER));
  head.writeInt32BE(STARTUP_HEADER + body.length);
  return Buffer.concat([head, body]);
}
