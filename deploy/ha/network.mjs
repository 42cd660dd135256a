// Each machine as a network namespace, joined by a router that can lose what two of them send each other.
import { execFileSync } from 'node:child_process';
import { isRoot, machineOf } from './layout.mjs';

const ROUTER = 'lending-router';
/** Where those are who use the service. */
const CLIENTS = { name: 'clients', address: '10.77.0.2', namespace: null };

const ip = (...args) => execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const exists = () =>
  ip('netns', 'list')
    .split('\n')
    .some((line) => line.startsWith(ROUTER));

/** Makes the namespaces and their wires, if they are not there. */
export function makeNetwork({ machines, namespaces }) {
  if (!namespaces) return;
  if (!isRoot) throw new Error('network namespaces need root');
  if (exists()) return;
  ip('netns', 'add', ROUTER);
  ip('netns', 'exec', ROUTER, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  ip('-n', ROUTER, 'link', 'set', 'lo', 'up');
  for (const [index, { name, address, namespace }] of [CLIENTS, ...machines].entries()) {
    const inside = namespace === null ? [] : ['-n', namespace];
    const ourEnd = namespace === null ? 'lending-clients' : 'wire';
    if (namespace !== null) ip('netns', 'add', namespace);
    ip(
      'link',
      'add',
      name,
      'netns',
      ROUTER,
      'type',
      'veth',
      'peer',
      'name',
      ourEnd,
      ...(namespace === null ? [] : ['netns', namespace]),
    );
    ip('-n', ROUTER, 'addr', 'add', `10.77.${index}.1/24`, 'dev', name);
    ip('-n', ROUTER, 'link', 'set', name, 'up');
    ip(...inside, 'addr', 'add', `${address}/24`, 'dev', ourEnd);
    ip(...inside, 'link', 'set', ourEnd, 'up');
    if (namespace !== null) ip(...inside, 'link', 'set', 'lo', 'up');
    ip(...inside, 'route', 'add', '10.77.0.0/16', 'via', `10.77.${index}.1`);
  }
}

export function removeNetwork({ machines, namespaces }) {
  if (!namespaces || !exists()) return;
  // The wires go with the namespaces that hold their ends.
  for (const name of [...machines.map(({ namespace }) => namespace), ROUTER]) ip('netns', 'del', name);
}

/** What the two send each other is lost from now on, without a word to either: no RST, no ICMP. */
export function cut(cluster, one, other) {
  if (!cluster.namespaces) throw new Error('only a cluster started with --namespaces has wires to cut');
  for (const [from, to] of pairs(cluster, one, other)) {
    ip('-n', ROUTER, 'rule', 'add', 'from', from, 'to', to, 'blackhole');
  }
}

export function mend(cluster, one, other) {
  for (const [from, to] of pairs(cluster, one, other)) {
    ip('-n', ROUTER, 'rule', 'del', 'from', from, 'to', to, 'blackhole');
  }
}

function pairs(cluster, one, other) {
  const [a, b] = [one, other].map(
    (name) => (name === 'clients' ? CLIENTS : machineOf(cluster, name)).address,
  );
  return [
    [a, b],
    [b, a],
  ];
}
