/** An IBAN as it is printed: without spaces, in capitals. */
export function ibanIn(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/** Whether the check digits of an IBAN are right (ISO 13616: mod 97 is 1), and its form. */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const rearranged = iban.slice(4) + iban.slice(0, 4);
  const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
