import { counted, date } from '../parts/format';

/** What the quote and the request of a loan say. */
export const SAYS = {
  lend: 'Lend',
  text: (name: string, least: string, most: string) =>
    `What a loan would cost ${name}, who may borrow from ${least} to ${most}; nothing is lent before that is confirmed.`,
  amount: (currency: string) => `Amount in ${currency}`,
  installments: 'Instalments',
  installmentsHelp: (most: number) => `Up to ${String(most)}; empty: ${String(most)}.`,
  queue: 'May wait',
  queueHelp: 'in the funding queue, if there is not enough money now',
  notNow: 'There is not enough money for this loan now.',
  waits:
    'The request would wait in the queue. It keeps the amount and the instalments; dates and cents are those of the day on which it begins.',
  refused: 'The request would be refused.',
  refusedUnlessQueue: 'The request would be refused, unless it may wait: go back to allow that.',
  schedule: 'Schedule',
  done: 'The loan is requested',
  paidOut: 'The loan is paid out.',
  placed: (position: number, until: string) =>
    `It waits for money at place ${String(position)}, until ${date(until)} at the latest.`,
  number: 'Number',
  open: 'Open the loan',
  agreement: 'Agreement',
  terms: (rate: string, installments: number) => `${rate} a year, ${counted(installments, 'instalment')}`,
} as const;
