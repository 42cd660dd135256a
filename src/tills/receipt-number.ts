/** A receipt's number as it is printed: the date, the teller's username, the place in the teller's day. */
export function receiptNumber(businessDate: string, username: string, nr: number): string {
  return `${businessDate}/${username.toUpperCase()}/${String(nr).padStart(4, '0')}`;
}

const RECEIPT = /^\s*(\d{4}-\d{2}-\d{2})\s*\/\s*([A-Za-z0-9_.@+-]{1,150})\s*\/\s*0*([1-9]\d{0,8})\s*$/;

/** The parts of such a number that somebody typed; null when it is none. */
export function parseReceiptNumber(
  text: string,
): { businessDate: string; username: string; nr: number } | null {
  const [, businessDate, username, nr] = RECEIPT.exec(text) ?? [];
  if (businessDate === undefined || username === undefined || nr === undefined) return null;
  return { businessDate, username, nr: Number.parseInt(nr, 10) };
}
