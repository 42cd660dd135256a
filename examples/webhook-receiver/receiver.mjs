// A receiver of webhooks in one file, with nothing but Node: WEBHOOK_SECRET=whsec_… node receiver.mjs
import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const TOLERANCE_S = 300;
const keys = (process.env.WEBHOOK_SECRET ?? '').split(' ').map((secret) => {
  if (!secret.startsWith('whsec_'))
    throw new Error('WEBHOOK_SECRET must be the secret of the endpoint: whsec_…');
  return Buffer.from(secret.slice('whsec_'.length), 'base64');
});

/** Whether one of the signatures is of one of our secrets, over exactly these bytes, and not an old one played back. */
function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given = '' } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(at)) <= TOLERANCE_S)) return false;
  const right = keys.map((key) => createHmac('sha256', key).update(`${id}.${at}.${body}`).digest());
  return given.split(' ').some((one) => {
    const [version, text = ''] = one.split(',');
    const signature = Buffer.from(text, 'base64');
    return (
      version === 'v1' &&
      right.some((own) => own.length === signature.length && timingSafeEqual(own, signature))
    );
  });
}

// Both belong into your database, in the transaction of what you do about an event.
const seen = new Set();
const newest = new Map();

/** `repeat`: it was here before. `old`: something newer is known of its subject. `new`: do something about it. */
function take({ id, seq, type, subject }) {
  if (seen.has(id)) return 'repeat';
  seen.add(id);
  if (type === 'endpoint.test') return 'test';
  const key = `${subject.type} ${subject.id}`;
  if (seq < (newest.get(key) ?? 0)) return 'old';
  newest.set(key, seq);
  return 'new';
}

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    // The signature is over the bytes as they came: do not parse and print them first.
    const body = Buffer.concat(parts).toString('utf8');
    if (request.method !== 'POST' || !isGenuine(request.headers, body)) {
      response.writeHead(401).end();
      return;
    }
    const event = JSON.parse(body);
    console.log(JSON.stringify({ what: take(event), type: event.type, seq: event.seq, id: event.id }));
    // At once: whatever takes longer is done afterwards, or the platform takes it for a failure.
    response.writeHead(204).end();
  });
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1', function () {
  console.log(JSON.stringify({ listening: this.address().port }));
});
