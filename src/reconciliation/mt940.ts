import {
  accountNumber,
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

/** A field of the file: `:61:...`, and the lines after it that begin no field. `at` says where it is. */
interface Field {
  tag: string;
  rows: string[];
  at: string;
}

const FIELD = /^:(\d{2}[A-Z]?):(.*)$/s;
const BALANCE = /^([CD])(\d{6})([A-Z]{3})(\d{1,12},\d*)$/;
/** Value date, date of entry, mark (a reversal turns it round), funds code, amount, type, our and the bank's reference. */
const MOVEMENT = /^(\d{6})(\d{4})?(R?[CD])[A-Z]?(\d{1,15},\d*)([NSF].{3})(.*?)(?:\/\/(.*))?$/s;
/** SWIFT allows 66 characters; what follows is no reference of ours. */
const MOST_MOVEMENT = 300;
/** The subfields of SEPA in text: `EREF+...`, or `/EREF/...`. */
const PLUS_WORDS = /(?:^|[\s?])(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|IBAN|BIC|BREF|RREF)\+\s?/;
const SLASH_WORDS =
  /\/(EREF|REMI|NAME|TRTP|IBAN|BIC|MARF|CSID|ORDP|BENM|CNTP|PREF|KREF|PURP|RTRN|OCMT|CHGS|ULTB|ULTC|ULTD|ISDT|SVCL|ADDR|ID|CREF)\//;

/** The statements of an MT940 file, with or without the envelope of SWIFT. Throws `statement_not_readable`. */
export function readMt940(text: string): Statement[] {
  const statements: Field[][] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const at = `Line ${String(index + 1)}`;
    const row = raw.replace(/^\{1:.*\{4:|^\{4:/, '');
    const [, tag, value] = FIELD.exec(row) ?? [];
    if (tag === '20') statements.push([]);
    const fields = statements.at(-1);
    if (tag !== undefined && fields === undefined) throw unreadable(at, 'a statement must begin with :20:');
    if (tag !== undefined) fields?.push({ tag, rows: [value ?? ''], at });
    else if (!/^-\}?|^\{|^\s*$/.test(row)) fields?.at(-1)?.rows.push(row);
  }
  if (statements.length === 0)
    throw unreadable('File', 'it is no XML (camt.053, camt.054), and as MT940 it has no line :20:');
  return statements.map(readStatement);
}

function readStatement(fields: Field[]): Statement {
  const begins = (fields[0] as Field).at;
  const one = (...tags: string[]): Field => {
    const found = fields.find(({ tag }) => tags.includes(tag));
    if (found === undefined) throw unreadable(begins, `the statement has no field :${tags.join(': or :')}:`);
    return found;
  };
  const opening = readBalance(one('60F', '60M'));
  const closing = readBalance(one('62F', '62M'));
  const { currency } = closing;
  if (opening.currency !== currency) throw unreadable(begins, 'its balances are in two currencies');
  const lines = fields.flatMap((field, index) =>
    field.tag === '61' ? [readLine(field, fields[index + 1], currency)] : [],
  );
  return provenStatement(
    {
      account: accountOf(one('25', '25P')),
      currency,
      number: reference(fields.find(({ tag }) => tag === '28C' || tag === '28')?.rows[0] ?? ''),
      from: null,
      to: closing.date,
      opening: opening.amount,
      closing: closing.amount,
      lines,
    },
    begins,
  );
}

/** Some banks write the currency behind the IBAN. */
function accountOf({ rows, at }: Field): string {
  const account = accountNumber(rows[0] as string).replace(/^([A-Z]{2}\d{2}[A-Z0-9]{10,30}?)[A-Z]{3}$/, '$1');
  if (account === '') throw unreadable(at, 'it names no account');
  return account;
}

function readBalance({ rows, at }: Field) {
  const [, mark, date = '', currency = '', amount = ''] = BALANCE.exec((rows[0] as string).trim()) ?? [];
  if (mark === undefined) throw unreadable(at, 'it is not a balance such as C261101EUR1234,56');
  const money = readAmount(decimal(amount), currency, at);
  return { amount: mark === 'C' ? money : -money, currency, date: dateOf(date, at) };
}

function readLine({ rows, at }: Field, next: Field | undefined, currency: string): StatementLine {
  const [, value = '', entry, mark, amount = '', , own = '', bank = ''] =
    MOVEMENT.exec((rows[0] as string).slice(0, MOST_MOVEMENT)) ?? [];
  if (mark === undefined) throw unreadable(at, 'it is not a movement such as 2611031103C87,50NTRFNONREF');
  const money = readAmount(decimal(amount), currency, at);
  const valueOn = dateOf(value, at);
  const about = next?.tag === '86' ? readAbout(next.rows) : null;
  return {
    amount: mark === 'C' || mark === 'RD' ? money : -money,
    bookedOn: entry === undefined ? valueOn : entryDate(entry, valueOn, at),
    valueOn,
    endToEndId: about?.endToEndId ?? reference(own),
    bankRef: reference(bank),
    counterparty: about?.counterparty ?? null,
    remittance: about?.remittance ?? oneLine(rows.slice(1).join(' ')),
  };
}

/** Field :86:. Banks write it in subfields with question marks, in words between slashes, or as they please. */
function readAbout(rows: string[]) {
  const joined = rows.join('');
  if (/^\d{3}\?\d\d/.test(joined)) {
    const parts = [...joined.matchAll(/\?(\d\d)([^?]*)/g)].map(([, code, text]) => ({
      code: Number(code),
      text,
    }));
    const textOf = (...ranges: [first: number, last: number][]) =>
      parts
        .filter(({ code }) => ranges.some(([first, last]) => code >= first && code <= last))
        .map(({ text }) => text);
    // A word begins a subfield or follows a space; its value may go on in the next subfield.
    const words = wordsOf(textOf([20, 29], [60, 63]).join('?'), PLUS_WORDS);
    const valueOf = (word: string) => (words.get(word) ?? '').replaceAll('?', '');
    return {
      endToEndId: reference(valueOf('EREF')),
      counterparty: name(textOf([32, 33]).join('')),
      remittance: oneLine(valueOf('SVWZ') || valueOf('')),
    };
  }
  const words = wordsOf(joined, SLASH_WORDS);
  if (words.size > 1) {
    const remittance = (words.get('REMI') ?? '').replace(/^(USTD|STRD\/CUR)\/+/, '');
    // ING writes account, bank and name into one word.
    const party = words.get('NAME') ?? words.get('CNTP')?.split('/')[2] ?? '';
    return {
      endToEndId: reference(withoutSlashes(words.get('EREF') ?? '')),
      counterparty: name(withoutSlashes(party)),
      remittance: oneLine(withoutSlashes(remittance)),
    };
  }
  return { endToEndId: null, counterparty: null, remittance: oneLine(rows.join(' ')) };
}

/** Without the slashes at its end, in one pass: an expression that looks for them begins anew at each slash. */
function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}

/** What follows each word; what stands before the first one is under ''. */
function wordsOf(text: string, words: RegExp): Map<string, string> {
  const [before = '', ...parts] = text.split(words);
  const found = new Map<string, string>(before.trim() === '' ? [] : [['', before]]);
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [word, value] = [parts[index] as string, parts[index + 1] as string];
    if (!found.has(word)) found.set(word, value);
  }
  return found;
}

const decimal = (amount: string) => amount.replace(/,$/, '').replace(',', '.');

function dateOf(yymmdd: string, at: string): string {
  return readDate(`20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`, at);
}

/** The day of entry has no year: it is that of the value date, or the one beside it at the turn of the year. */
function entryDate(mmdd: string, valueOn: string, at: string): string {
  const year = Number(valueOn.slice(0, 4));
  const months = Number(mmdd.slice(0, 2)) - Number(valueOn.slice(5, 7));
  const beside = months > 6 ? year - 1 : months < -6 ? year + 1 : year;
  return readDate(`${String(beside)}-${mmdd.slice(0, 2)}-${mmdd.slice(2)}`, at);
}
