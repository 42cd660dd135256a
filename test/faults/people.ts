import { Random } from '../../src/demo/random.js';
import { TERMS } from '../support/late-loans.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor, type Served } from '../support/make.js';
import { Decisions, type Command, type Shared } from './commands.js';

const CUSTOMERS = 18;
const PROVIDERS = 8;
const STAFF = 4;

/** Those who use a bank during a run. */
export interface People {
  staff: Actor;
  /** For commands that show whether any are taken: none of its own accord. */
  probe: Decisions;
  clients: Decisions[];
}

/** Thirty clients with money to lend, each of whom decides by numbers of its own, and the bank's terms. */
export async function makePeople(
  app: Served,
  seed: number,
  perform: (command: Command) => Promise<void>,
): Promise<People> {
  const staff = await makeStaff(app);
  const configuration = { ...TERMS, interest_rate: '0.24', commission_rate: '0.1', when_unfunded: 'queue' };
  must(200, await staff.api.patch('/api/bank_configuration/', configuration));
  const shared: Shared = { loans: [], payments: [] };
  const decide = (actor: Actor, nr: number) => new Decisions(actor, new Random(seed * 1000 + nr), shared);
  const probe = decide(await makeProvider(app), 0);
  const makers = [
    ...Array<typeof makeStaff>(PROVIDERS).fill(makeProvider),
    ...Array<typeof makeStaff>(CUSTOMERS).fill(makeCustomer),
    ...Array<typeof makeStaff>(STAFF).fill(makeStaff),
  ];
  const clients: Decisions[] = [];
  for (const make of makers) {
    const client = decide(await make(app), clients.length + 1);
    if (client.actor.role === 'provider') await perform(client.deposit('2000.00'));
    clients.push(client);
  }
  return { staff, probe, clients };
}
