import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { accruedOn } from '../lending/accrued.js';
import { commissionOn } from '../lending/commission.js';
import { partOf } from '../lending/split.js';
import { paymentsOf } from '../loans/loan-facts.js';
import { termsOf } from '../loans/loan-terms.js';
import { Loan, type LoanStatus } from '../loans/loan.entity.js';

/** A provider's part of what loans have earned and not paid, minor units. */
export interface Accrued {
  interest: bigint;
  penalty: bigint;
}

const CHUNK = 200;

/** Interest that is earned and not paid yet: derived from terms and payments, never stored. */
@Injectable()
export class Accruals {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * A provider's part of it at the end of a date, by the status of the loans, after the bank's commission; each part
   * rounded down. Loans that are paid or written off earn nothing.
   */
  async ofProvider(providerId: string, on: string): Promise<Map<LoanStatus, Accrued>> {
    const sums = new Map<LoanStatus, Accrued>();
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const { entities, raw } = await this.db.manager
        .createQueryBuilder(Loan, 'l')
        .innerJoin('fundings', 'f', 'f.loan_id = l.id AND f.provider_id = :providerId', { providerId })
        .addSelect('f.amount', 'part')
        .where("l.id > :after AND l.status IN ('active', 'overdue', 'defaulted')", { after })
        .orderBy('l.id')
        .limit(CHUNK)
        .getRawAndEntities<{ part: string }>();
      const payments = await paymentsOf(this.db.manager, entities);
      for (const [index, loan] of entities.entries()) {
        const { interest, penalty } = ofLoan(loan, payments.get(loan.id) ?? [], on);
        const part = BigInt(raw[index]?.part ?? '0');
        const sum = sums.get(loan.status) ?? { interest: 0n, penalty: 0n };
        sums.set(loan.status, {
          interest: sum.interest + partOf(interest, part, loan.amount),
          penalty: sum.penalty + partOf(penalty, part, loan.amount),
        });
      }
      const last = entities.at(-1);
      if (!last || entities.length < CHUNK) return sums;
      after = last.id;
    }
  }
}

function ofLoan(loan: Loan, payments: Parameters<typeof accruedOn>[1], on: string): Accrued {
  const { interest, penalty, interestPaid } = accruedOn(termsOf(loan), payments, on);
  const commission =
    commissionOn(interestPaid + interest, loan.commissionRate) -
    commissionOn(interestPaid, loan.commissionRate);
  return { interest: interest - commission, penalty };
}
