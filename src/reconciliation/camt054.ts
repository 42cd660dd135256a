import { accountOf, bookedLines, currencyOf, numberOf } from './camt-entries.js';
import { oneLine, readDate, unreadable, withItsLines, type Statement } from './statement.js';
import { all, textOf, type Xml } from './xml.js';

/**
 * The notifications of an ISO 20022 camt.054 document: booked entries as in a statement, which follows, and no balances.
 * Throws `statement_not_readable`.
 */
export function readCamt054(document: Xml): Statement[] {
  const notifications = all(document, 'Document', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn');
  return notifications.map((one, index) => readNotification(one, `Notification ${String(index + 1)}`));
}

function readNotification(notification: Xml, place: string): Statement {
  const [first] = all(notification, 'Ntry');
  const currency = oneLine(first ? currencyOf(first) : textOf(notification, 'Acct', 'Ccy'), 10);
  if (currency === '') throw unreadable(place, 'it names no currency');
  const to = textOf(notification, 'FrToDt', 'ToDtTm') || textOf(notification, 'CreDtTm');
  const from = textOf(notification, 'FrToDt', 'FrDtTm');
  const lines = bookedLines(notification, currency, place);
  const dates = lines.map(({ bookedOn }) => bookedOn).toSorted();
  return withItsLines({
    account: accountOf(notification, place),
    currency,
    number: numberOf(notification),
    from: from === '' ? null : readDate(from, place),
    // It speaks of its entries, whenever it was made.
    to: dates.at(-1) ?? readDate(to, place),
    opening: null,
    closing: null,
    lines,
  });
}
