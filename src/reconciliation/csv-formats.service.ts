import { Injectable } from '@nestjs/common';
import { lockById } from '../database/entity-columns.js';
import { updateRows } from '../database/rows.js';
import { Transactions } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { invalidFields } from '../http/validation.js';
import { DomainError } from '../runtime/problems.js';
import { BankAccount } from './bank-account.entity.js';
import { toBankAccountResponse, type BankAccountResponse } from './bank-accounts.dto.js';
import type { CsvFormatDto } from './csv-format.dto.js';

const lockAccounts = lockById(BankAccount);

/** How the CSV files of each bank account are read. */
@Injectable()
export class CsvFormats {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Sets how the files of an account are read from now on. Throws `bank_account_not_found`, and `validation_failed` unless
   * the amount is in one column, or in `credit` and `debit`. Locks the account.
   */
  async set(id: string, format: CsvFormatDto, by: Actor): Promise<BankAccountResponse> {
    assertAmounts(format);
    const { before, account } = await this.transactions.run(async (tx) => {
      const account = (await lockAccounts(tx, [id])).get(id);
      if (!account) throw new DomainError('bank_account_not_found', `There is no bank account ${id}.`);
      const before = account.csvFormat;
      account.csvFormat = format;
      updateRows(tx, BankAccount, [account], ['csvFormat']);
      return { before, account };
    });
    const on = { type: 'bank_account', id };
    this.audit.record({ action: 'csv_format.set', by, on, before: { ...before }, after: { ...format } });
    return toBankAccountResponse(account);
  }
}

function assertAmounts({ columns: { amount, credit, debit } }: CsvFormatDto): void {
  const isOne = amount !== undefined && credit === undefined && debit === undefined;
  const areTwo = amount === undefined && credit !== undefined && debit !== undefined;
  if (isOne || areTwo) return;
  const message = 'columns must have amount, or both credit and debit.';
  throw invalidFields([{ field: 'columns.amount', code: 'does_not_fit', message }]);
}
