import { words } from '../parts/words';

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** `loan.paid_off` as people read it: Loan paid off. */
export function typeInWords(type: string): string {
  return type === '*' ? 'Everything' : words(type.replace('.', '_'));
}

/** The types that an endpoint wants, as people read them. */
export function typesInWords(types: readonly string[]): string {
  return types.map(typeInWords).join(', ');
}

/** The data of an event in one line, without ids. */
export function dataInWords(data: Record<string, unknown>): string {
  return Object.entries(data)
    .filter(([, value]) => value !== null && typeof value !== 'object' && !ID.test(String(value)))
    .map(([name, value]) => `${words(name)}: ${words(String(value))}`)
    .join(' · ');
}
