import { describe, expect, it } from '@jest/globals';
import { proposeMatches, type AwaitedTransfer, type MatchFacts, type Numbered } from './matcher.js';
import type { StatementLine } from './statement.js';

const [AMINA, BEN] = ['0198c0de-1111-7000-8000-00000000000a', '0198c0de-1111-7000-8000-00000000000b'];
const [LOAN, OTHER] = ['0198c0de-4444-7000-8000-000000000001', '0198c0de-4444-7000-8000-000000000002'];
const TRANSFER = '0198c0de-7777-7000-8000-000000000001';

const line = (changes: Partial<StatementLine> = {}): StatementLine => ({
  amount: 8750n,
  bookedOn: '2026-11-10',
  valueOn: '2026-11-10',
  endToEndId: null,
  bankRef: null,
  counterparty: null,
  remittance: '',
  ...changes,
});
const transfer = (changes: Partial<AwaitedTransfer> = {}): AwaitedTransfer => ({
  id: TRANSFER,
  direction: 'in',
  gateway: 'bank',
  gatewayRef: null,
  arrives: 8750n,
  partyId: AMINA,
  party: 'Amina Otieno',
  since: '2026-11-08',
  isInReview: false,
  ...changes,
});
const loanNumber: Numbered = { number: 482_109_375, kind: 'loan', id: LOAN, partyId: AMINA, loans: [LOAN] };
const propose = (one: StatementLine, facts: Partial<MatchFacts>) =>
  proposeMatches([one], { transfers: [], numbers: [], due: [], waitDays: 10, ...facts })[0];
const exact = (...explanations: object[]) => ({ certainty: 'exact', explanations });
const suggested = (...explanations: object[]) => ({ certainty: 'suggested', explanations });

describe('matching a line by the reference of a transfer', () => {
  it.each([
    ['as EndToEndId', { endToEndId: TRANSFER.replaceAll('-', '') }],
    ['as EndToEndId in capitals', { endToEndId: TRANSFER.replaceAll('-', '').toUpperCase() }],
    ['in the text, with hyphens', { remittance: `payment ${TRANSFER} thanks` }],
  ])('takes our own %s', (_where, changes) => {
    expect(propose(line(changes), { transfers: [transfer()] })).toEqual(
      exact({ kind: 'transfer', id: TRANSFER }),
    );
  });

  it('takes the reference of a payout by a gateway, whose fee is gone from it', () => {
    const paidOut = transfer({ gateway: 'stripe', gatewayRef: 'po_1Nx-7', arrives: 8466n });
    const one = line({ amount: 8466n, remittance: 'STRIPE PO_1NX-7' });
    expect(propose(one, { transfers: [paidOut] })).toEqual(exact({ kind: 'transfer', id: TRANSFER }));
  });

  it('takes the payout that the text names, of a gateway of the account', () => {
    const payoutIn = (text: string) => /po_\w+/.exec(text)?.[0] ?? null;
    const one = line({ remittance: 'STRIPE po_1NxAbc' });
    expect(propose(one, { payoutIn })).toEqual(exact({ kind: 'payout', id: 'po_1NxAbc' }));
    expect(propose(one, {})).toBeNull();
  });

  it('takes a line that leaves for a payout, and none that comes in', () => {
    const out = transfer({ direction: 'out', gateway: 'bank_file' });
    const changes = { endToEndId: TRANSFER.replaceAll('-', '') };
    expect(propose(line({ ...changes, amount: -8750n }), { transfers: [out] })).toEqual(
      exact({ kind: 'transfer', id: TRANSFER }),
    );
    expect(propose(line(changes), { transfers: [out] })).toEqual(
      suggested({ kind: 'transfer', id: TRANSFER }),
    );
  });

  it('only suggests it for another amount, or for a second line', () => {
    const one = line({ endToEndId: TRANSFER.replaceAll('-', '') });
    const facts = { transfers: [transfer()], numbers: [], due: [], waitDays: 10 };
    expect(propose({ ...one, amount: 8700n }, facts)).toEqual(suggested({ kind: 'transfer', id: TRANSFER }));
    expect(proposeMatches([one, one], facts)).toEqual([
      exact({ kind: 'transfer', id: TRANSFER }),
      suggested({ kind: 'transfer', id: TRANSFER }),
    ]);
  });
});

describe('matching a line by our number in its text', () => {
  const named = line({ remittance: 'Loan L 4821 0937 59' });

  it('books new money for the loan that has the number', () => {
    expect(propose(named, { numbers: [loanNumber] })).toEqual(exact({ kind: 'loan', id: LOAN }));
    expect(propose(line({ remittance: 'RF12 4821 0937 59' }), { numbers: [loanNumber] })).toEqual(
      exact({ kind: 'loan', id: LOAN }),
    );
  });

  it('passes over a number that nobody has', () => {
    const two = line({ remittance: 'Invoice 2075 9576 52, loan L 4821 0937 59' });
    expect(propose(two, { numbers: [loanNumber] })).toEqual(exact({ kind: 'loan', id: LOAN }));
  });

  it('knows nothing of a number that nobody has, of a loan not paid out, and of money that leaves', () => {
    expect(propose(named, {})).toBeNull();
    expect(propose({ ...named, amount: -8750n }, { numbers: [loanNumber] })).toBeNull();
    expect(propose(named, { numbers: [{ ...loanNumber, loans: [] }] })).toBeNull();
  });

  it('settles what staff had noted within ten days before it books anything new', () => {
    const facts = (changes: Partial<AwaitedTransfer>) => ({
      numbers: [loanNumber],
      transfers: [transfer(changes)],
    });
    expect(propose(named, facts({ since: '2026-10-31' }))).toEqual(exact({ kind: 'transfer', id: TRANSFER }));
    const either = suggested({ kind: 'transfer', id: TRANSFER }, { kind: 'loan', id: LOAN });
    expect(propose(named, facts({ since: '2026-10-30' }))).toEqual(either);
    expect(propose(named, facts({ isInReview: true }))).toEqual(either);
    expect(propose(named, facts({ arrives: 8749n }))).toEqual(exact({ kind: 'loan', id: LOAN }));
    expect(propose(named, facts({ partyId: BEN }))).toEqual(exact({ kind: 'loan', id: LOAN }));
    expect(propose(named, facts({ gateway: 'stripe' }))).toEqual(exact({ kind: 'loan', id: LOAN }));
  });

  it('settles two notes by two lines of one file, and suggests both notes for one line', () => {
    const notes = [transfer(), transfer({ id: '0198c0de-7777-7000-8000-000000000002' })];
    const both = notes.map(({ id }) => ({ kind: 'transfer', id: id }));
    const facts = { transfers: notes, numbers: [loanNumber], due: [], waitDays: 10 };
    expect(proposeMatches([named], facts)).toEqual([suggested(...both)]);
    // One by its reference; then the other is the only one left.
    const byReference = line({ endToEndId: TRANSFER.replaceAll('-', '') });
    expect(proposeMatches([byReference, named], facts)).toEqual([
      exact({ kind: 'transfer', id: TRANSFER }),
      exact(both[1] as object),
    ]);
  });

  it('suggests all loans for the number of a customer with several, and for numbers of two people', () => {
    const customer: Numbered = {
      number: 482_109_375,
      kind: 'customer',
      id: AMINA,
      partyId: AMINA,
      loans: [LOAN, OTHER],
    };
    expect(propose(named, { numbers: [customer] })).toEqual(
      suggested({ kind: 'loan', id: LOAN }, { kind: 'loan', id: OTHER }),
    );
    expect(propose(named, { numbers: [{ ...customer, loans: [LOAN] }] })).toEqual(
      exact({ kind: 'loan', id: LOAN }),
    );
    expect(propose(named, { numbers: [{ ...customer, loans: [] }] })).toEqual(
      suggested({ kind: 'customer', id: AMINA }),
    );
    const second: Numbered = { number: 794, kind: 'loan', id: OTHER, partyId: BEN, loans: [OTHER] };
    const two = line({ remittance: '4821093759 and 0000007941' });
    expect(propose(two, { numbers: [loanNumber, second] })).toEqual(
      suggested({ kind: 'loan', id: LOAN }, { kind: 'loan', id: OTHER }),
    );
  });

  it('takes the number of a provider for a deposit', () => {
    const provider: Numbered = { number: 482_109_375, kind: 'provider', id: BEN, partyId: BEN, loans: [] };
    expect(propose(named, { numbers: [provider] })).toEqual(exact({ kind: 'provider', id: BEN }));
  });
});

describe('suggesting by amount, name and date', () => {
  const due = [{ loanId: LOAN, party: 'Amina Otieno', amount: 8750n, dueOn: '2026-11-12' }];

  it.each([
    ['OTIENO AMINA', '2026-11-10'],
    ['Mrs. Amína W. Otieno', '2026-11-17'],
    ['amina otieno', '2026-11-07'],
  ])('suggests the instalment for %s on %s', (counterparty, bookedOn) => {
    expect(propose(line({ counterparty, bookedOn }), { due })).toEqual(suggested({ kind: 'loan', id: LOAN }));
  });

  it.each([
    ['another amount', { counterparty: 'Amina Otieno', amount: 8751n }],
    ['money that leaves', { counterparty: 'Amina Otieno', amount: -8750n }],
    ['half a name', { counterparty: 'Amina' }],
    ['six days', { counterparty: 'Amina Otieno', bookedOn: '2026-11-18' }],
  ])('suggests nothing for %s', (_what, changes) => {
    expect(propose(line(changes), { due })).toBeNull();
  });

  it('puts the nearest date first, and never books a suggestion', () => {
    const facts = { due, transfers: [transfer({ gateway: 'stripe', since: '2026-11-09' })] };
    expect(propose(line({ counterparty: 'Amina Otieno' }), facts)).toEqual(
      suggested({ kind: 'transfer', id: TRANSFER }, { kind: 'loan', id: LOAN }),
    );
  });

  it('stays quick when ten thousand lines have the amount of ten thousand instalments', () => {
    const people = Array.from({ length: 10_000 }, (_none, index) => `Person${String(index)} Amina`);
    const lines = people.map((counterparty) => line({ counterparty }));
    const all = people.map((party, index) => ({
      loanId: String(index),
      party,
      amount: 8750n,
      dueOn: '2026-11-10',
    }));
    const facts = { transfers: [], numbers: [], due: all, waitDays: 10 };
    expect(proposeMatches(lines, facts)).toEqual(
      all.map(({ loanId }) => suggested({ kind: 'loan', id: loanId })),
    );
  });
});
