import type { CommandMetadata } from 'nest-commander';

/** What help says of each command, in this order. It stands apart from them, so that help loads none of them. */
export const SUMMARIES = {
  createAdmin: {
    name: 'create-admin',
    description: 'Create an admin. Asks for username and password unless they are given.',
  },
  createUser: {
    name: 'create-user',
    description: 'Create a user with any role. Asks for username and password unless they are given.',
  },
  factor: {
    name: 'factor',
    description: 'Second factors: factor reset takes one from a user who has lost the authenticator.',
  },
  erase: {
    name: 'erase',
    arguments: '<role> <user>',
    argsDescription: { role: 'customer, provider or staff (admins too)', user: 'username or id' },
    description: 'Show what erasing a person would remove; with --yes, remove it for good.',
  },
  config: {
    name: 'config',
    description: 'Show or change the terms of new loans (the bank configuration).',
  },
  proof: {
    name: 'proof',
    description: 'Recompute the books from the journal and name each invariant that fails.',
  },
  dayClose: {
    name: 'day-close',
    description:
      'Close all business dates that are over, one by one: late interest, overdue loans, reminders and notices.',
  },
  queue: {
    name: 'queue',
    description: 'Show the loans waiting for money, in order; with --drain, fund what is possible first.',
  },
  statement: {
    name: 'statement',
    arguments: '<provider>',
    argsDescription: { provider: 'username or id of a loan provider' },
    description:
      "Show a provider's statement: opening, every movement, closing. By default the last 30 days up to today.",
  },
  statementImport: {
    name: 'statement-import',
    arguments: '<file>',
    argsDescription: { file: 'bank statements of one account: camt.053, camt.054 (XML) or MT940' },
    description: 'Import bank statements: book their lines, and credit those that say what they are.',
  },
  payoutFile: {
    name: 'payout-file',
    arguments: '<account> <file>',
    argsDescription: {
      account: 'number or id of the bank account that pays',
      file: 'where to write it; it must not exist',
    },
    description: 'Order the bank to pay what waits for it: one file (ISO 20022 pain.001) of all payouts.',
  },
  transfers: {
    name: 'transfers',
    description: 'With --stuck: show transfers that are not where they should be, and what to do about each.',
  },
  gatewayRefresh: {
    name: 'gateway-refresh',
    description: 'Ask all gateways now: what has happened, and what each transfer under way is.',
  },
  score: {
    name: 'score',
    arguments: '[customer]',
    argsDescription: { customer: 'username or id' },
    description: "Show a customer's credit score with its reasons, or recompute all scores from the loans.",
  },
  search: {
    name: 'search',
    description: 'The search of people: rebuild its words from the names, addresses and phone numbers.',
  },
  events: {
    name: 'events',
    description:
      'What has happened: events tail shows the newest, and with --follow those that come; events archive moves old months to ' +
      'files, events restore puts one back.',
  },
  webhook: {
    name: 'webhook',
    description: 'Webhooks: webhook replay sends events to an endpoint again.',
  },
  mail: {
    name: 'mail',
    description: 'Letters: send one to an address, to see whether the mail settings work.',
  },
  demo: {
    name: 'demo',
    description:
      'Create realistic demo data of the last eight months through the services: people, funds, loans, payments.',
  },
  openapi: {
    name: 'openapi',
    description: 'Write the OpenAPI document of the API. Needs no database.',
  },
  schedule: {
    name: 'schedule',
    description: 'Calculate the schedules of the loans on standard input. Needs no database.',
  },
  apr: {
    name: 'apr',
    description: 'Calculate the annual percentage rates of the credits on standard input. Needs no database.',
  },
  xirr: {
    name: 'xirr',
    description: 'Calculate the annual returns of the cash flows on standard input. Needs no database.',
  },
} satisfies Record<string, CommandMetadata>;
