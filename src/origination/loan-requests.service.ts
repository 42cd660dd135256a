import { Injectable } from '@nestjs/common';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandsFrom } from '../bank-config/score-bands.js';
import { ShortNumbers } from '../database/short-numbers.js';
import { newId } from '../runtime/ids.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { LoanFundAllocator, type Allocation } from '../funding/loan-fund-allocator.js';
import type { LoanToFund } from '../funding/capacity.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { Disbursement } from './disbursement.service.js';
import type { FundedLoan } from './grant-books.js';
import type { Loan } from '../loans/loan.entity.js';
import { newLoan } from './granting.js';
import { copyTerms, termMonths, type CopiedTerms } from '../loans/loan-terms.js';
import {
  LoanApplications,
  type Application,
  type CheckedApplication,
  type LoanRequest,
} from './loan-applications.service.js';
import { toLoanResponse, type LoanResponse, type QueuedLoanResponse } from '../loans/loans.dto.js';
import { QueueEntries, type QueuePlace } from './queue-entries.js';
import { reservedFor } from '../quotes/queue-holders.js';
import type { Quote } from '../quotes/quote.entity.js';
import { quoteUsed } from '../quotes/quotes.service.js';

type LoanAnswer = LoanResponse | QueuedLoanResponse;

/** An application that needs money, and the loan as the allocation takes it. */
interface Applicant {
  application: Application;
  checked: CheckedApplication;
  toFund: LoanToFund;
}

/** A loan that enters the funding queue. */
interface Queued {
  application: Application;
  loan: Loan;
}

@Injectable()
export class LoanRequests {
  /** Runs one request; see `requestLoans`. */
  readonly request: Command<LoanRequest, LoanAnswer>;

  constructor(
    commands: MoneyCommands,
    private readonly applications: LoanApplications,
    private readonly allocator: LoanFundAllocator,
    private readonly disbursement: Disbursement,
    private readonly queue: QueueEntries,
    private readonly numbers: ShortNumbers,
  ) {
    this.request = commands.define('loans', 201, (tx, requests) => this.requestLoans(tx, requests));
  }

  /**
   * The five steps, for all requests together: request, range check, allocation, creation, disbursement. Each request
   * is granted whole, waits in the funding queue if the bank and the request allow it (202), or is refused and leaves
   * nothing behind (`score_too_low`, `amount_out_of_range`, `insufficient_funds`, or because its quote cannot be used).
   * Locks the customers, then the quotes, then the providers.
   */
  private async requestLoans(tx: Tx, requests: readonly LoanRequest[]): Promise<Outcome<LoanAnswer>[]> {
    // The candidates are locked last, in the same round trip.
    const [{ today, now, config, applications, holders }, ahead] = await pipelined([
      this.applications.check(tx, requests),
      this.allocator.lockAhead(
        tx,
        requests.map(({ customerId }) => customerId),
      ),
    ]);
    const termsFor = termsOnce(config);
    const applicants = applications.flatMap((application): Applicant[] => {
      const checked = 'value' in application.outcome ? application.outcome.value : null;
      if (checked?.sameQuoteAs !== null) return [];
      const { amount, installments, band } = checked;
      const toFund = {
        id: newId(),
        customerId: application.customerId,
        principal: amount,
        termMonths: termMonths(termsFor(installments, band), today),
        bands: bandsFrom(band?.name ?? null, config.scoreBands),
      };
      return [{ application, checked, toFund }];
    });
    const reserved = applicants.length === 0 ? [] : reservedFor(holders, today, config);
    const { allocations, run } = await this.allocator.allocate(
      tx,
      [...reserved, ...applicants.map(({ toFund }) => toFund)],
      config,
      ahead,
    );
    const numbers = await this.numbers.take(tx, applicants.length);
    const answers = new Map<Application, Outcome<LoanAnswer>>();
    const funded: FundedLoan[] = [];
    const queued: Queued[] = [];
    const used: Quote[] = [];
    for (const { application, checked, toFund } of applicants) {
      const outcome = outcomeOf(() => {
        const { amount, installments, quote, mayQueue, creditScore, band } = checked;
        const { id, customerId } = toFund;
        const { parts, available } = allocations.get(id) ?? UNFUNDED;
        if (!parts && !mayQueue) throw insufficientFunds(amount, available, config.currency);
        const number = numbers.pop();
        if (number === undefined) throw new Error('there are as many numbers as applicants');
        const { requestedBy } = application;
        const granted = { id, number, customerId, requestedBy, amount, creditScore, createdAt: now };
        const loan = newLoan({ ...granted, scoreBand: band?.name ?? null }, termsFor(installments, band), {
          startOn: today,
          allocationRunId: parts ? (run?.id ?? null) : null,
        });
        if (parts) funded.push({ loan, before: null, parts });
        else queued.push({ application, loan });
        if (quote) used.push({ ...quote, loanId: loan.id });
        return toLoanResponse(loan, today);
      });
      answers.set(application, outcome);
    }
    this.numbers.giveBack(numbers);
    await this.disbursement.disburse(tx, funded, run, config);
    this.applications.markUsed(tx, used);
    await this.enqueue(tx, queued, config, answers);
    return applications.map((application) => answers.get(application) ?? refusal(application, answers));
  }

  /** Stores loans that wait, and answers their applications with their places. */
  private async enqueue(
    tx: Tx,
    queued: readonly Queued[],
    config: BankConfiguration,
    answers: Map<Application, Outcome<LoanAnswer>>,
  ): Promise<void> {
    if (queued.length === 0) return;
    const places = await this.queue.add(
      tx,
      queued.map(({ loan }) => loan),
      config,
    );
    for (const { application, loan } of queued) {
      const queue = toQueuePlaceResponse(places.get(loan.id));
      answers.set(application, { status: 202, value: { ...toLoanResponse(loan, loan.startOn), queue } });
    }
  }
}

const UNFUNDED: Allocation = { parts: null, available: 0n };

/** Why an application got no loan: the checks refused it, or another one in the batch used its quote. */
function refusal(
  { outcome }: Application,
  answers: ReadonlyMap<Application, Outcome<LoanAnswer>>,
): Outcome<LoanAnswer> {
  if ('refusal' in outcome) return outcome;
  const { sameQuoteAs } = outcome.value;
  const first = sameQuoteAs === null ? undefined : answers.get(sameQuoteAs);
  if (first === undefined) throw new Error('an application that passed the checks has an answer');
  // The second application on a quote is refused as if it had come after the first: for the first one's loan, or for
  // the same reason.
  return 'refusal' in first ? first : { refusal: quoteUsed(first.value.id) };
}

type Band = CheckedApplication['band'];

function termsOnce(config: BankConfiguration): (installments: number, band: Band) => CopiedTerms {
  const terms = new Map<string, CopiedTerms>();
  return (installments, band) => {
    const kind = `${String(installments)} ${band?.name ?? ''}`;
    const known = terms.get(kind) ?? copyTerms(config, installments, band);
    terms.set(kind, known);
    return known;
  };
}

function insufficientFunds(amount: bigint, available: bigint, currency: string): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  return new DomainError(
    'insufficient_funds',
    `The loan providers have ${money(available)} ${currency} free to lend now, less than ${money(amount)}.`,
    { requested: money(amount), available: money(available), currency },
  );
}

function toQueuePlaceResponse(place: QueuePlace | undefined): QueuedLoanResponse['queue'] {
  if (place === undefined) throw new Error('a loan that waits has a place');
  const { position, queuedAt, expiresOn } = place;
  return { position, queued_at: queuedAt.toISOString(), expires_on: expiresOn };
}
