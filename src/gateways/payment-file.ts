import { currencyDecimals, formatMoney } from '../lending/money.js';
import { bankText } from './bank-text.js';
import { ibanIn, isIban } from './iban.js';

/** Whom money comes from or goes to. A number that is no IBAN needs the bank that keeps it. */
export interface BankParty {
  name: string;
  account: { iban: string } | { number: string };
  /** The bank, by its BIC or by its number in the country's clearing. */
  bank?: { bic: string } | { clearing: string };
}

/** Money that is to leave the bank's account. Minor units. */
export interface PaymentOut {
  transferId: string;
  amount: bigint;
  to: BankParty;
  /** What the one who gets it reads. */
  text: string;
}

/** Payments out of one account, on one day. */
export interface PaymentsOut {
  /** At most 35 letters, digits and hyphens; banks refuse the same one twice. */
  messageId: string;
  createdAt: Date;
  /** YYYY-MM-DD. */
  executeOn: string;
  currency: string;
  from: BankParty;
  payments: readonly PaymentOut[];
}

/** A file that the bank would refuse; the message names the payment and the fault. */
export class UnwritablePayment extends Error {}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
const LONGEST_NAME = 70;
const LONGEST_TEXT = 140;
const MOST_DIGITS = 18;

/** How statements name a transfer: its id without hyphens, as references are at most 35 characters. */
export function endToEndId(transferId: string): string {
  return transferId.replaceAll('-', '');
}

/**
 * The order to a bank to pay (ISO 20022 pain.001.001.09), one XML text: the same input makes the same bytes. Amounts are
 * exact. Throws UnwritablePayment.
 */
export function paymentFile({
  messageId,
  createdAt,
  executeOn,
  currency,
  from,
  payments,
}: PaymentsOut): string {
  check(/^[A-Za-z0-9][A-Za-z0-9-]{0,34}$/.test(messageId), `"${messageId}" cannot name a file`);
  check(/^\d{4}-\d{2}-\d{2}$/.test(executeOn), `"${executeOn}" is no date`);
  check(payments.length > 0, 'a file needs a payment');
  const ids = new Set(payments.map(({ transferId }) => transferId));
  check(ids.size === payments.length, 'a transfer is in the file twice');
  const decimals = currencyDecimals(currency);
  const sum = payments.reduce((total, { amount }) => total + amount, 0n);
  check(String(sum).length <= MOST_DIGITS, 'the sum has too many digits');
  const isSepa =
    currency === 'EUR' && [from, ...payments.map(({ to }) => to)].every(({ account }) => 'iban' in account);
  const control =
    element('NbOfTxs', String(payments.length)) + element('CtrlSum', formatMoney(sum, decimals));
  const payer = named(from, 'the account that pays', 'its own bank');
  const header =
    element('MsgId', messageId) +
    element('CreDtTm', `${createdAt.toISOString().slice(0, 19)}Z`) +
    control +
    element('InitgPty', element('Nm', payer.name));
  const orders = payments.map((payment) => orderOf(payment, currency, decimals));
  const batch =
    element('PmtInfId', messageId) +
    element('PmtMtd', 'TRF') +
    control +
    (isSepa ? element('PmtTpInf', element('SvcLvl', element('Cd', 'SEPA'))) : '') +
    element('ReqdExctnDt', element('Dt', executeOn)) +
    element('Dbtr', element('Nm', payer.name)) +
    element('DbtrAcct', payer.account + element('Ccy', currency)) +
    element('DbtrAgt', payer.bank ?? agent(element('Othr', element('Id', 'NOTPROVIDED')))) +
    (isSepa ? element('ChrgBr', 'SLEV') : '') +
    orders.join('');
  const message = element('CstmrCdtTrfInitn', element('GrpHdr', header) + element('PmtInf', batch));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}">${message}</Document>\n`;
}

function orderOf({ transferId, amount, to, text }: PaymentOut, currency: string, decimals: number): string {
  check(amount > 0n, `transfer ${transferId} has no amount`);
  const payee = named(to, `transfer ${transferId}`);
  const said = bankText(text, LONGEST_TEXT);
  return element(
    'CdtTrfTxInf',
    element('PmtId', element('EndToEndId', endToEndId(transferId))) +
      element('Amt', `<InstdAmt Ccy="${currency}">${formatMoney(amount, decimals)}</InstdAmt>`) +
      (payee.bank === null ? '' : element('CdtrAgt', payee.bank)) +
      element('Cdtr', element('Nm', payee.name)) +
      element('CdtrAcct', payee.account) +
      (said === '' ? '' : element('RmtInf', element('Ustrd', said))),
  );
}

const ORDER = '<CdtTrfTxInf>';
const PAYEE = /(?:<CdtrAgt>.*?<\/CdtrAgt>)?<Cdtr>.*?<\/CdtrAcct>/;

/** The same file, without whom these transfers paid and where; amounts and references stay, and so do other payments. */
export function withoutPayees(file: string, transferIds: readonly string[]): string {
  const nobody =
    element('Cdtr', element('Nm', 'erased')) +
    element('CdtrAcct', element('Id', element('Othr', element('Id', 'erased'))));
  const theirs = transferIds.map((id) => element('PmtId', element('EndToEndId', endToEndId(id))));
  return file
    .split(ORDER)
    .map((order) => (theirs.some((id) => order.startsWith(id)) ? order.replace(PAYEE, nobody) : order))
    .join(ORDER);
}

/** The bank that reads the file knows its own accounts; of any other it has to be told the bank. */
function named(
  party: BankParty,
  whose: string,
  keptBy: 'its own bank' | 'any bank' = 'any bank',
): { name: string; account: string; bank: string | null } {
  const name = bankText(party.name, LONGEST_NAME);
  check(/[A-Za-z]/.test(name), `${whose}: "${party.name}" has to be written in Latin letters`);
  return { name, account: element('Id', accountOf(party, whose, keptBy)), bank: bankOf(party, whose) };
}

function accountOf({ account, bank }: BankParty, whose: string, keptBy: string): string {
  if ('iban' in account) {
    const iban = ibanIn(account.iban);
    check(isIban(iban), `${whose}: the check digits of the IBAN are wrong`);
    return element('IBAN', iban);
  }
  const number = account.number.replace(/\s/g, '');
  check(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,33}$/.test(number),
    `${whose}: the account number is not letters and digits`,
  );
  check(bank !== undefined || keptBy === 'its own bank', `${whose}: an account number needs its bank`);
  return element('Othr', element('Id', number));
}

function bankOf({ bank }: BankParty, whose: string): string | null {
  if (bank === undefined) return null;
  if ('bic' in bank) {
    check(
      /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bank.bic),
      `${whose}: "${bank.bic}" is no BIC`,
    );
    return agent(element('BICFI', bank.bic));
  }
  check(/^[A-Za-z0-9-]{1,35}$/.test(bank.clearing), `${whose}: "${bank.clearing}" is no number of a bank`);
  return agent(element('ClrSysMmbId', element('MmbId', bank.clearing)));
}

function agent(content: string): string {
  return element('FinInstnId', content);
}

/** All text was checked or put into banks' letters, among which there is none that XML would have to escape. */
function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function check(holds: boolean, fault: string): asserts holds {
  if (!holds) throw new UnwritablePayment(`${fault}.`);
}
