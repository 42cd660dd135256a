import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  name,
  oneLine,
  provenStatement,
  readAmount,
  readDate,
  reference,
  unreadable,
  type Statement,
  type StatementLine,
} from './statement.js';

/** An element: text, or attributes (with @) and children; several of one name are a list. */
type Xml = string | { [name: string]: Xml | Xml[] | undefined };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 40,
});

/**
 * The statements of an ISO 20022 camt.053 file, versions 001.02 to 001.13: booked entries only, and each transaction of
 * a batch as a line of its own. Throws `statement_not_readable`. A document type is refused, so it cannot define entities.
 */
export function readCamt053(text: string): Statement[] {
  const document = parse(text);
  const statements = all(document, 'Document', 'BkToCstmrStmt', 'Stmt');
  if (statements.length === 0) throw unreadable('File', 'it has no bank statement (camt.053)');
  return statements.map((statement, index) => readStatement(statement, `Statement ${String(index + 1)}`));
}

function parse(text: string): Xml {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unreadable('File', 'a document type is not accepted');
  // It has moved to a package that brings rules of business with it; this one checks the syntax, which is all we need.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw unreadable(`Line ${String(valid.err.line)}`, oneLine(valid.err.msg, 200));
  try {
    return parser.parse(text) as Xml;
  } catch (error) {
    // The parser also refuses names and depths that no bank uses.
    throw unreadable('File', oneLine(error instanceof Error ? error.message : String(error), 200));
  }
}

function readStatement(statement: Xml, place: string): Statement {
  const account = textOf(statement, 'Acct', 'Id', 'IBAN') || textOf(statement, 'Acct', 'Id', 'Othr', 'Id');
  if (account === '') throw unreadable(place, 'it names no account');
  const opening = balanceOf(statement, ['OPBD', 'PRCD'], place);
  const closing = balanceOf(statement, ['CLBD'], place);
  const { currency } = closing;
  if (opening.currency !== currency) throw unreadable(place, 'its balances are in two currencies');
  const lines = all(statement, 'Ntry').flatMap((entry, index) =>
    isBooked(entry) ? readEntry(entry, currency, `${place}, entry ${String(index + 1)}`) : [],
  );
  const from = textOf(statement, 'FrToDt', 'FrDtTm');
  return provenStatement(
    {
      account: account.replace(/\s/g, ''),
      currency,
      number: reference(
        textOf(statement, 'LglSeqNb') || textOf(statement, 'ElctrncSeqNb') || textOf(statement, 'Id'),
      ),
      from: from === '' ? null : readDate(from, place),
      to: closing.date,
      opening: opening.amount,
      closing: closing.amount,
      lines,
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

function moneyOf(holder: Xml, place: string): { amount: bigint; currency: string } {
  const currency = currencyOf(holder);
  return { amount: readAmount(textOf(holder, 'Amt'), currency, place), currency };
}

function currencyOf(holder: Xml): string {
  return textOf(holder, 'Amt', '@Ccy');
}

/** A credit is positive. A reversal says by its own indicator which way the money went. */
function signed(holder: Xml, amount: bigint, place: string): bigint {
  const indicator = textOf(holder, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT')
    throw unreadable(place, 'it is neither a credit nor a debit');
  return indicator === 'CRDT' ? amount : -amount;
}

function dateOf(holder: Xml, field: string, place: string): string {
  return readDate(textOf(holder, field, 'Dt') || textOf(holder, field, 'DtTm'), place);
}

/** All elements at this path. */
function all(from: Xml, ...path: string[]): Xml[] {
  return path.reduce<Xml[]>(
    (elements, step) => elements.flatMap((element) => childrenOf(element, step)),
    [from],
  );
}

function childrenOf(element: Xml, name: string): Xml[] {
  const found = typeof element === 'string' ? undefined : element[name];
  return found === undefined ? [] : Array.isArray(found) ? found : [found];
}

function has(from: Xml, field: string): boolean {
  return all(from, field).length > 0;
}

/** The text of the first element at this path, or ''. */
function textOf(from: Xml, ...path: string[]): string {
  const [first] = all(from, ...path);
  return first === undefined ? '' : ownText(first);
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function ownText(element: Xml): string {
  const text = typeof element === 'string' ? element : element['#text'];
  if (typeof text !== 'string') return '';
  return text
    .replace(
      /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
      (whole, named?: string, decimal?: string, hex?: string) => {
        if (named !== undefined) return NAMED[named] ?? whole;
        const code = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    )
    .trim();
}
