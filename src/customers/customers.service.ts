import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UsersService } from '../auth/users.service.js';
import { ProfileMakers } from '../auth/profile-makers.js';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { toMinorUnits } from '../http/amounts.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { lockById } from '../database/entity-columns.js';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { Customer } from './customer.entity.js';
import { loanRange, type ChangeCustomerDto } from './customers.dto.js';
import { rangesStillFit } from './ranges-in-use.js';

const lockCustomers = lockById(Customer);

@Injectable()
export class CustomersService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: UsersService,
    private readonly profiles: ProfileMakers,
    private readonly bankConfig: BankConfigService,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.bankConfig.register(rangesStillFit);
    this.profiles.register('customer', async (tx, user) => {
      await tx.insert(Customer, { id: user.id, ...user.profile, createdAt: this.clock.now() });
    });
  }

  /** Locks borrowers, ascending by id, in one statement; missing ones are missing from the map. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Customer>> {
    return lockCustomers(tx, ids);
  }

  /**
   * Changes a customer's profile, and the own borrowing range, where null returns to the bank's. Existing loans are not
   * affected. Throws `customer_not_found`.
   */
  async change(
    id: string,
    { min_loan_amount: min, max_loan_amount: max, ...profile }: ChangeCustomerDto,
    by: Actor,
  ): Promise<void> {
    const names = Object.keys(profile).length > 0;
    if (min !== undefined || max !== undefined || !names) {
      await this.setLoanRange(id, { min_loan_amount: min, max_loan_amount: max }, by);
    }
    if (names && !(await this.accounts.changeProfile('customer', Customer, { id, profile }, by))) {
      throw new DomainError('customer_not_found', `There is no customer ${id}.`);
    }
  }

  private async setLoanRange(
    id: string,
    range: Partial<Record<'min_loan_amount' | 'max_loan_amount', string | null | undefined>>,
    by: Actor,
  ): Promise<void> {
    const [before, after] = await this.transactions.run(async (tx) => {
      const config = await this.bankConfig.hold(tx);
      const customer = (await this.lock(tx, [id])).get(id);
      if (!customer) throw new DomainError('customer_not_found', `There is no customer ${id}.`);
      const decimals = currencyDecimals(config.currency);
      const bound = (text: string | null | undefined, kept: bigint | null, field: string) => {
        if (text === undefined) return kept;
        return text === null ? null : toMinorUnits(text, decimals, field);
      };
      const own = {
        minLoanAmount: bound(range.min_loan_amount, customer.minLoanAmount, 'min_loan_amount'),
        maxLoanAmount: bound(range.max_loan_amount, customer.maxLoanAmount, 'max_loan_amount'),
      };
      const { min, max } = loanRange(own, config);
      if (min > max) {
        const message =
          "min_loan_amount must not be above max_loan_amount (where one is not set, the bank's counts).";
        throw invalidFields([{ field: 'min_loan_amount', code: 'range', message }]);
      }
      await tx.update(Customer, { id }, own);
      return [customer, own].map((range) => shownRange(range, decimals));
    });
    this.audit.record({
      action: 'customer.set_range',
      by,
      on: { type: 'customer', id },
      ...(before && { before }),
      ...(after && { after }),
    });
  }
}

function shownRange(own: Pick<Customer, 'minLoanAmount' | 'maxLoanAmount'>, decimals: number) {
  const amount = (minor: bigint | null) => (minor === null ? null : formatMoney(minor, decimals));
  return { min_loan_amount: amount(own.minLoanAmount), max_loan_amount: amount(own.maxLoanAmount) };
}
