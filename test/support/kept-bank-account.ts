import type { TestApp } from './app.js';
import { importStatement, newestLines, openBankAccount, statementOf } from './bank.js';
import { must, type Actor } from './make.js';

/** A bank account whose statement has open lines, and one of each that staff explained. */
export async function keepBankAccount(app: TestApp, staff: Actor): Promise<void> {
  const { id, today } = await openBankAccount(app, staff);
  const amounts = ['87.50', '-20.00', '-4.90', '-300.00', '500.00'];
  must(
    201,
    await importStatement(
      staff,
      id,
      statementOf(
        today,
        '1000.00',
        amounts.map((amount) => ({ amount })),
      ),
    ),
  );
  const lines = new Map((await newestLines(staff, id)).map((line) => [line.amount, line.id]));
  const decide = async (amount: string, what: string, body: object) =>
    must(200, await staff.api.post(`/api/statement_lines/${lines.get(amount) ?? ''}/${what}/`, body));
  await decide('-4.90', 'charge', {});
  await decide('-300.00', 'outside', { reason: 'Rent' });
  await decide('500.00', 'banked', {});
}
