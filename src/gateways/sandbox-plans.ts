import type { InstrumentKind } from '../transfers/instrument.entity.js';
import type { Seen } from './gateway.js';

/** What happens to a charge at the sandbox, by the instrument it is made with. */
export const SANDBOX_TOKENS = [
  'ok',
  'slow_3d',
  'insufficient',
  'closed_account',
  'return_after_5d',
  'dispute_won',
  'timeout_then_ok',
  'timeout_then_gone',
  'twice',
  'out_of_order',
  'fee_2_9',
] as const;
export type SandboxToken = (typeof SANDBOX_TOKENS)[number];

/** What the sandbox charges for money that it takes back, minor units. */
const DISPUTE_FEE = 1500n;

type Said = Omit<Seen, 'ref'>;
/** From this many days after the charge on, it is this. */
type Plan = readonly (readonly [day: number, said: Said])[];

interface Charge {
  id: string;
  token: SandboxToken;
  kind: InstrumentKind;
  amount: bigint;
}

/** How many days after a charge or a payout its money arrives. */
export function settlesAfter(kind: InstrumentKind): number {
  switch (kind) {
    case 'bank_debit':
      return 5;
    case 'card':
      return 2;
    case 'bank_account':
    case 'wallet':
      return 1;
  }
}

/** What the sandbox knows of payouts, by the instrument they go to. */
export const PAYOUT_TOKENS = [
  'ok',
  'closed_account',
  'return_after_5d',
  'timeout_then_ok',
  'timeout_then_gone',
] as const satisfies readonly SandboxToken[];

/** What a payout is so many days after it was ordered. */
export function payoutAfter({ token, kind }: Pick<Charge, 'token' | 'kind'>, days: number): Said {
  const arrives = settlesAfter(kind);
  const paid: Plan = [[arrives, { state: 'settled' }]];
  return saidAfter(payoutPlans(arrives, paid)[token] ?? paid, days);
}

function payoutPlans(arrives: number, paid: Plan): Partial<Record<SandboxToken, Plan>> {
  const closed = { code: 'account_closed', text: 'The account is closed.' };
  return {
    closed_account: [[arrives, { state: 'failed', failure: closed }]],
    return_after_5d: [...paid, [arrives + 5, { state: 'returned', failure: closed }]],
    timeout_then_gone: failing('never_arrived', 'The gateway never got the request.'),
  };
}

/** What a charge is so many days after it was made. Only sandbox charges have such simple lives. */
export function chargeAfter(charge: Charge, days: number): Said {
  return saidAfter(planOf(charge), days);
}

function saidAfter(plan: Plan, days: number): Said {
  const [, said] = plan.filter(([day]) => day <= days).at(-1) ?? [0, { state: 'pending' } satisfies Said];
  return said;
}

function planOf({ id, token, kind, amount }: Charge): Plan {
  const [paid, lost, again] = ['paid', 'lost', 'again'].map((which) => `payout_${which}_${id}`);
  const arrives = settlesAfter(kind);
  const fee = token === 'fee_2_9' ? feeOf(amount) : 0n;
  const settled: Said = { state: 'settled', fee, settledIn: paid ?? '' };
  const begins: Plan[number] =
    kind === 'bank_debit' ? [2, { state: 'succeeded' }] : [0, { state: 'succeeded' }];
  const good: Plan = [begins, [arrives, settled]];
  const returned: Said = {
    ...settled,
    state: 'returned',
    failure: { code: 'returned', text: 'The payer took it back.' },
  };
  const taken = { taken: lost ?? '', takenFee: DISPUTE_FEE };
  switch (token) {
    case 'insufficient':
      return failing('insufficient_funds', 'The account does not hold enough.');
    case 'closed_account':
      return failing('account_closed', 'The account is closed.');
    case 'timeout_then_gone':
      return failing('never_arrived', 'The gateway never got the request.');
    case 'slow_3d':
      return [
        [1, { state: 'succeeded' }],
        [arrives + 1, settled],
      ];
    case 'return_after_5d':
      return [...good, [arrives + 3, returned], [arrives + 5, { ...returned, ...taken }]];
    case 'dispute_won':
      return [
        ...good,
        [arrives + 3, returned],
        [arrives + 4, { ...returned, ...taken }],
        [arrives + 8, { ...returned, ...taken, state: 'reinstated' }],
        [arrives + 10, { state: 'settled', fee, settledIn: again ?? '', takenFee: DISPUTE_FEE }],
      ];
    case 'ok':
    case 'timeout_then_ok':
    case 'twice':
    case 'out_of_order':
    case 'fee_2_9':
      return good;
  }
}

function failing(code: string, text: string): Plan {
  return [[0, { state: 'failed', failure: { code, text } }]];
}

/** 2.9 %, to the nearest minor unit, halves up. */
function feeOf(amount: bigint): bigint {
  return (amount * 29n + 500n) / 1000n;
}
