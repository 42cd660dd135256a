// Control characters (PostgreSQL stores no NUL), and those that turn letters round: with them a stranger's name is read as
// another one. The marks that right-to-left writing needs (U+200E, U+200F) and joiners are no such.
// Not in the API document: not every tool knows \p.

/** One line of text that somebody types. */
export const ONE_LINE = /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u;
/** One line with something to read in it. What is looked for ahead has one way to be found, so no text takes long. */
export const NAMED_LINE = /^(?=[\p{C}\p{Z}]*[^\p{C}\p{Z}])[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u;
/** Several lines of text. */
export const LINES = /^(?:[^\p{Cc}\u202A-\u202E\u2066-\u2069]|\n)*$/u;
/** Text from a box for text, as browsers send it, with something in it. */
export const PROSE = /^(?=\s*\S)(?:[^\p{Cc}\u202A-\u202E\u2066-\u2069]|[\t\n\r])*$/u;
