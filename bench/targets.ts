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
  wanted: number;
}

const perSecond = (cell: string, clients: number, of: ServerName, wanted: number): Target => ({
  cell,
  clients,
  of,
  what: 'perSecond',
  wanted,
});

export const TARGETS: readonly Target[] = [
  ...['loans-10', 'loans-1000', 'loans-100000'].flatMap((cell) => [
    perSecond(cell, 32, 'floor', 0.7),
    perSecond(cell, 32, 'bare', 0.75),
  ]),
  perSecond('hot', 32, 'floor', 3),
  perSecond('payments', 32, 'bare', 0.8),
  perSecond('list', 32, 'bare', 0.6),
  perSecond('detail', 32, 'bare', 0.55),
  perSecond('loans-1000', 8, 'bare', 0.7),
  { cell: 'loans-1000', clients: 1, of: 'bare', what: 'p50', wanted: 1.3 },
];

/** Every cell: its slowest hundredth stays under this many times its median. */
export const P99_OVER_P50 = 10;
