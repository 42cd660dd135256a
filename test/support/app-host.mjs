// Plain JavaScript, a process of its own: serves many applications, one after another or beside each other. Code that
// has run before starts an application in a quarter of the CPU time that a new process takes, and answers sooner.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { serve } from '../../dist/app/serve.js';
import { readConfig } from '../../dist/src/config.js';
import { withSecretsKey } from '../../dist/src/database/kept-secrets-key.js';

/** What runs, by its address; each with what stops it, in the order it was started. */
const running = new Map();

/** As `main` does on a database that exists; instead of a signal, `end` stops it. */
async function start(environment) {
  const stops = [];
  const shutdown = {
    until: async (starting, stop) => {
      const started = await starting;
      stops.push(() => stop(started));
      return started;
    },
  };
  const end = async () => {
    for (const stop of stops.toReversed()) await stop();
  };
  try {
    const config = await withSecretsKey({ ...readConfig(environment), embeddedIn: null });
    const url = await serve(config, shutdown);
    running.set(url, end);
    return { url };
  } catch (error) {
    await end();
    throw error;
  }
}

async function end({ url }) {
  const stop = running.get(url);
  running.delete(url);
  await stop?.();
  return {};
}

const orders = createServer((request, response) => {
  const order = request.url === '/start' ? start : end;
  json(request)
    .then(order)
    .then(
      (done) => response.end(JSON.stringify(done)),
      (error) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
});
// A start or an end may take as long as the test that waits for it.
orders.requestTimeout = 0;
orders.listen(0, '127.0.0.1', () => {
  process.send(`http://127.0.0.1:${orders.address().port}`);
});
// The run that started this has ended.
process.once('disconnect', () => process.exit());
