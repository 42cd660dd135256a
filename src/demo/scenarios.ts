import { addDays } from '../lending/dates.js';

/** The loan of a scenario on a given day, and what can be done with it. */
export interface Scene {
  today: string;
  /** Days since the loan was paid out. */
  age: number;
  nextDueOn: string | null;
  status: string;
  /** The payments so far, oldest first. */
  payments: readonly string[];
  /**
   * Pays this percentage of the amount due on the oldest unpaid instalment that day; for a written-off loan, of the
   * whole loan.
   */
  payDue(options?: { percent?: bigint; valueDate?: string }): Promise<void>;
  payOff(): Promise<void>;
  reverse(paymentId: string, reason: string): Promise<void>;
  writeOff(reason: string): Promise<void>;
}

/** The life of a loan, told day by day. */
export interface Scenario {
  name: string;
  tells: string;
  live(scene: Scene): Promise<void>;
}

const dueIn = ({ nextDueOn, today }: Scene, days: number) =>
  nextDueOn !== null && addDays(today, days) === nextDueOn;

async function payOnTime(scene: Scene): Promise<void> {
  if (dueIn(scene, 0)) await scene.payDue();
}

/** One loan each, from its pay-out to yesterday. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'on-time', tells: 'Every instalment is paid on its due date.', live: payOnTime },
  {
    name: 'early',
    tells: 'Every instalment is paid ten days before it is due.',
    live: async (scene) => {
      if (dueIn(scene, 10)) await scene.payDue();
    },
  },
  {
    name: 'late-cured',
    tells:
      'The second instalment is paid forty days late, with what fell due meanwhile; the rest is on time.',
    live: async (scene) => {
      const [first, ...later] = scene.payments;
      if (first === undefined || later.length > 1) await payOnTime(scene);
      else if (dueIn(scene, -40) || later.length === 1) await scene.payDue();
    },
  },
  {
    name: 'partial',
    tells: 'Half of an instalment on its due date, the rest ten days later.',
    live: async (scene) => {
      if (dueIn(scene, 0)) await scene.payDue({ percent: 50n });
      else if (dueIn(scene, -10)) await scene.payDue();
    },
  },
  {
    name: 'default',
    tells: 'One instalment is paid, then none.',
    live: async (scene) => {
      if (scene.payments.length === 0) await payOnTime(scene);
    },
  },
  {
    name: 'written-off',
    tells: 'Nothing is paid; the loan is written off in default, and two recoveries follow.',
    live: async (scene) => {
      if (scene.status === 'defaulted' && scene.age % 7 === 0) {
        await scene.writeOff('The borrower cannot be found.');
      } else if (scene.status === 'written_off' && scene.age % 30 === 0 && scene.payments.length < 2) {
        await scene.payDue({ percent: 25n });
      }
    },
  },
  {
    name: 'prepaid',
    tells: 'On time for three months, then everything at once.',
    live: async (scene) => {
      if (scene.age === 100) await scene.payOff();
      else if (scene.age < 100) await payOnTime(scene);
    },
  },
  {
    name: 'reversed',
    tells: 'The second payment bounces five days later and is made good twenty days after that.',
    live: async (scene) => {
      const [, second] = scene.payments;
      if (second !== undefined && scene.payments.length === 2 && dueIn(scene, 25)) {
        await scene.reverse(second, 'The cheque bounced.');
      } else if (scene.payments.length === 2 && dueIn(scene, -25)) {
        await scene.payDue();
      } else if (scene.payments.length !== 2) await payOnTime(scene);
    },
  },
  {
    name: 'recorded-late',
    tells: 'Paid on time in cash; staff enter each payment twelve days later, dated on the day it arrived.',
    live: async (scene) => {
      if (dueIn(scene, -12)) await scene.payDue({ valueDate: addDays(scene.today, -12) });
    },
  },
];
