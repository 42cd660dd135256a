/**
 * A number as people say it and copy it, in groups: "4821 0937 59". Its spaces break no line, and do not turn the groups
 * around in a line from right to left.
 */
export const inFours = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1\u00a0');
