import type { ServerName } from './options.js';

/** Requests/s of the original Django system (gunicorn, 4 workers) on a machine of the same kind, by clients. */
export const PEER: Record<string, Partial<Record<number, number>>> = {
  'loans-10': { 1: 98, 8: 186, 32: 154 },
  'loans-1000': { 1: 53, 8: 98, 32: 88 },
  hot: { 32: 147 },
  payments: { 1: 67, 8: 130, 32: 129 },
  list: { 1: 17, 8: 31, 32: 38 },
  detail: { 1: 148, 8: 283, 32: 252 },
};

/** What a cell has to reach: ours as a multiple of another server's, measured in the same run. */
export interface Target {
  cell: string;
  clients: number;
  of: ServerName;
  what: 'perSecond' | 'p50';
  /** At least so much, or at most. */
  bound: 'least' | 'most';
  wanted: number;
}

type Limits = readonly [cell: string, clients: number, of: ServerName, wanted: number];

const atLeast = ([cell, clients, of, wanted]: Limits): Target => ({
  cell,
  clients,
  of,
  what: 'perSecond',
  bound: 'least',
  wanted,
});

export const TARGETS: readonly Target[] = [
  ...['loans-10', 'loans-1000', 'loans-100000'].flatMap((cell) => [
    atLeast([cell, 32, 'floor', 0.7]),
    atLeast([cell, 32, 'bare', 0.75]),
  ]),
  atLeast(['hot', 32, 'floor', 3]),
  atLeast(['payments', 32, 'bare', 0.8]),
  atLeast(['list', 32, 'bare', 0.6]),
  atLeast(['detail', 32, 'bare', 0.55]),
  atLeast(['loans-1000', 8, 'bare', 0.7]),
  { cell: 'loans-1000', clients: 1, of: 'bare', what: 'p50', bound: 'most', wanted: 1.3 },
  // A bank with a million loans loses a tenth at most.
  ...['loans-1000', 'payments', 'list', 'detail'].map((cell): Target => ({
    ...atLeast([cell, 32, 'grown', 1.1]),
    bound: 'most',
  })),
];

/** Every cell: its slowest hundredth stays under this many times its median. */
export const P99_OVER_P50 = 10;
