import type { Language } from '../auth/languages.js';

/** A document before it is set: what it says, in the reader's words, from top to bottom. */
export interface Sheet {
  title: string;
  /** Printed large and in red: the document is about something that does not count any more. */
  stamp?: string;
  /** For tables of many columns. */
  isWide?: boolean;
  blocks: Block[];
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; facts: [label: string, value: string][] }
  | { kind: 'table'; columns: Column[]; rows: string[][]; totals?: string[] };

/** Figures end at the right in every language, so that their decimals stand below each other. */
export interface Column {
  title: string;
  isFigure?: boolean;
  /** In parts of the table's width. */
  width: number;
}

/** What is the same on all documents of a bank, and when this one was made. */
export interface Letterhead {
  language: Language;
  bankName: string;
  /** Lines. */
  bankAddress: string;
  /** A PNG or JPEG file. */
  logo: Uint8Array | null;
  timeZone: string;
  madeAt: string;
}
