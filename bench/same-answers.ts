import { request, type LoadJob } from './load.js';
import type { Server } from './servers.js';

/** Throws unless two servers answer a request of each kind with the same fields, in the same order. */
export async function assertSameAnswers(
  kinds: readonly LoadJob['kind'][],
  servers: readonly [Server, Server],
): Promise<void> {
  for (const kind of kinds) {
    const [one, other] = await Promise.all(servers.map((server) => fieldsOf(kind, server)));
    if (one !== other) {
      throw new Error(
        `${kind}: ${servers[0].name} answers ${String(one)}\n${servers[1].name} ${String(other)}`,
      );
    }
  }
}

async function fieldsOf(kind: LoadJob['kind'], { app, actors }: Server): Promise<string> {
  const [actor] = actors;
  if (!actor) throw new Error('there is nobody to ask');
  const { method, path, body } = request(kind, actor);
  const answer = await fetch(`http://127.0.0.1:${String(app.port)}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${actor.token}`,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
    body,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${kind}: ${String(answer.status)} ${text}`);
  return `${String(answer.status)} ${JSON.stringify(shapeOf(JSON.parse(text)))}`;
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]);
}
