import { accountOf, bookedLines, dateOf, moneyOf, numberOf, signed } from './camt-entries.js';
import { provenStatement, readDate, unreadable, type Statement } from './statement.js';
import { all, textOf, type Xml } from './xml.js';

/**
 * The statements of an ISO 20022 camt.053 document, versions 001.02 to 001.13: booked entries only, and each transaction
 * of a batch as a line of its own. Throws `statement_not_readable`.
 */
export function readCamt053(document: Xml): Statement[] {
  const statements = all(document, 'Document', 'BkToCstmrStmt', 'Stmt');
  if (statements.length === 0) throw unreadable('File', 'it has no bank statement (camt.053)');
  return statements.map((statement, index) => readStatement(statement, `Statement ${String(index + 1)}`));
}

function readStatement(statement: Xml, place: string): Statement {
  const opening = balanceOf(statement, ['OPBD', 'PRCD'], place);
  const closing = balanceOf(statement, ['CLBD'], place);
  const { currency } = closing;
  if (opening.currency !== currency) throw unreadable(place, 'its balances are in two currencies');
  const from = textOf(statement, 'FrToDt', 'FrDtTm');
  return provenStatement(
    {
      account: accountOf(statement, place),
      currency,
      number: numberOf(statement),
      from: from === '' ? null : readDate(from, place),
      to: closing.date,
      opening: opening.amount,
      closing: closing.amount,
      lines: bookedLines(statement, currency, place),
    },
    place,
  );
}

/** The first balance of one of these types, the types in order of preference. */
function balanceOf(statement: Xml, types: readonly string[], place: string) {
  const balances = all(statement, 'Bal');
  const balance = types
    .map((type) => balances.find((one) => textOf(one, 'Tp', 'CdOrPrtry', 'Cd') === type))
    .find((one) => one !== undefined);
  if (balance === undefined) throw unreadable(place, `it has no balance ${types.join(' or ')}`);
  const where = `${place}, balance ${textOf(balance, 'Tp', 'CdOrPrtry', 'Cd')}`;
  const { amount, currency } = moneyOf(balance, where);
  return { amount: signed(balance, amount, where), currency, date: dateOf(balance, 'Dt', where) };
}
