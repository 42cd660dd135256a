import {
  accountNumber,
  name,
  oneLine,
  readAmount,
  readDate,
  reference,
  unreadable,
  type StatementLine,
} from './statement.js';
import { all, has, ownText, textOf, type Xml } from './xml.js';

/** The account that a camt statement or notification is of. Throws `statement_not_readable`. */
export function accountOf(statement: Xml, place: string): string {
  const account = accountNumber(
    textOf(statement, 'Acct', 'Id', 'IBAN') || textOf(statement, 'Acct', 'Id', 'Othr', 'Id'),
  );
  if (account === '') throw unreadable(place, 'it names no account');
  return account;
}

/** Its number, as the bank counts. */
export function numberOf(statement: Xml): string | null {
  return reference(
    textOf(statement, 'LglSeqNb') || textOf(statement, 'ElctrncSeqNb') || textOf(statement, 'Id'),
  );
}

/** The lines of its booked entries, each transaction of a batch as a line of its own. */
export function bookedLines(statement: Xml, currency: string, place: string): StatementLine[] {
  return all(statement, 'Ntry').flatMap((entry, index) =>
    isBooked(entry) ? readEntry(entry, currency, `${place}, entry ${String(index + 1)}`) : [],
  );
}

/** Version 02 has the status as text, later ones as a code. Pending and informative entries move no money yet. */
function isBooked(entry: Xml): boolean {
  return (textOf(entry, 'Sts', 'Cd') || textOf(entry, 'Sts')) === 'BOOK';
}

function readEntry(entry: Xml, currency: string, place: string): StatementLine[] {
  const money = moneyOf(entry, place);
  if (money.currency !== currency)
    throw unreadable(place, `it is in ${money.currency}, the account in ${currency}`);
  const amount = signed(entry, money.amount, place);
  const valueOn = has(entry, 'ValDt') ? dateOf(entry, 'ValDt', place) : null;
  const bookedOn = has(entry, 'BookgDt') ? dateOf(entry, 'BookgDt', place) : valueOn;
  if (bookedOn === null) throw unreadable(place, 'it has no date');
  const dates = { bookedOn, valueOn: valueOn ?? bookedOn };
  const parts = all(entry, 'NtryDtls', 'TxDtls');
  const amounts = parts.length > 1 ? amountsOfBatch(parts, entry, currency, place) : null;
  // A batch whose transactions have no amounts, or amounts before charges, is one line: only the entry's amount is sure.
  if (amounts?.reduce((sum, part) => sum + part, 0n) !== amount) {
    return [{ amount, ...dates, ...whoAndWhat(parts, entry, amount > 0n) }];
  }
  return parts.map((part, index) => {
    const amount = amounts[index] as bigint;
    return { amount, ...dates, ...whoAndWhat([part], entry, amount > 0n) };
  });
}

/** The amounts of a batch's transactions, signed; null when one has none, or one in another currency. */
function amountsOfBatch(parts: Xml[], entry: Xml, currency: string, place: string): bigint[] | null {
  const amounts: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const where = `${place}, transaction ${String(index + 1)}`;
    const holder = has(part, 'Amt') ? part : all(part, 'AmtDtls', 'TxAmt')[0];
    if (holder === undefined || !has(holder, 'Amt') || currencyOf(holder) !== currency) return null;
    const { amount } = moneyOf(holder, where);
    amounts.push(signed(has(part, 'CdtDbtInd') ? part : entry, amount, where));
  }
  return amounts;
}

function whoAndWhat(parts: Xml[], entry: Xml, incoming: boolean) {
  const only = parts.length === 1 ? (parts[0] as Xml) : {};
  const [party, ultimate] = incoming ? ['Dbtr', 'UltmtDbtr'] : ['Cdtr', 'UltmtCdtr'];
  // Version 02 has the name in the party, later ones in a party inside.
  const nameIn = (role: string) =>
    textOf(only, 'RltdPties', role, 'Nm') || textOf(only, 'RltdPties', role, 'Pty', 'Nm');
  const remittance = parts.flatMap((part) => [
    ...all(part, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref').map(ownText),
    ...all(part, 'RmtInf', 'Ustrd').map(ownText),
    ...all(part, 'AddtlTxInf').map(ownText),
  ]);
  return {
    endToEndId: reference(textOf(only, 'Refs', 'EndToEndId')),
    bankRef: reference(
      textOf(only, 'Refs', 'AcctSvcrRef') || textOf(entry, 'AcctSvcrRef') || textOf(entry, 'NtryRef'),
    ),
    counterparty: name(nameIn(party) || nameIn(ultimate)),
    remittance: oneLine(
      remittance.length > 0 ? remittance.join(' ') : all(entry, 'AddtlNtryInf').map(ownText).join(' '),
    ),
  };
}

/** Throws `statement_not_readable`. */
export function moneyOf(holder: Xml, place: string): { amount: bigint; currency: string } {
  const currency = currencyOf(holder);
  return { amount: readAmount(textOf(holder, 'Amt'), currency, place), currency };
}

export function currencyOf(holder: Xml): string {
  return textOf(holder, 'Amt', '@Ccy');
}

/** A credit is positive. A reversal says by its own indicator which way the money went. */
export function signed(holder: Xml, amount: bigint, place: string): bigint {
  const indicator = textOf(holder, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT')
    throw unreadable(place, 'it is neither a credit nor a debit');
  return indicator === 'CRDT' ? amount : -amount;
}

export function dateOf(holder: Xml, field: string, place: string): string {
  return readDate(textOf(holder, field, 'Dt') || textOf(holder, field, 'DtTm'), place);
}
