/** Requests/s of the original Django system (gunicorn, 4 workers) on a machine of the same kind, by clients. */
export const PEER: Record<string, Partial<Record<number, number>>> = {
  'loans-10': { 1: 98, 8: 186, 32: 154 },
  'loans-1000': { 1: 53, 8: 98, 32: 88 },
  hot: { 32: 147 },
  payments: { 1: 67, 8: 130, 32: 129 },
  list: { 1: 17, 8: 31, 32: 38 },
  detail: { 1: 148, 8: 283, 32: 252 },
};

/**
 * The floor on the machine where the peer was measured (separate statements, middle of three passes), by rows
 * and clients. What ours gives compared with it is how fast this machine is, at this moment, for such work.
 */
export const FLOOR_THERE: Record<string, Partial<Record<number, number>>> = {
  'floor-1': { 1: 1070, 8: 1090, 32: 700 },
  'floor-10': { 1: 1050, 8: 2475, 32: 2095 },
  'floor-1000': { 1: 1200, 8: 3325, 32: 2925 },
};

/** What a cell has to reach: a multiple of the peer's figure, or of the floor measured in the same run. */
export interface Target {
  cell: string;
  clients: number;
  of: 'peer' | 'floor';
  atLeast: number;
}

export const TARGETS: readonly Target[] = [
  { cell: 'loans-10', clients: 32, of: 'peer', atLeast: 15 },
  { cell: 'loans-1000', clients: 32, of: 'peer', atLeast: 15 },
  { cell: 'hot', clients: 32, of: 'floor', atLeast: 2 },
  { cell: 'loans-1000', clients: 32, of: 'floor', atLeast: 0.7 },
  { cell: 'loans-100000', clients: 32, of: 'floor', atLeast: 0.7 },
  { cell: 'payments', clients: 32, of: 'peer', atLeast: 12 },
  { cell: 'list', clients: 32, of: 'peer', atLeast: 40 },
  { cell: 'detail', clients: 32, of: 'peer', atLeast: 12 },
  { cell: 'loans-10', clients: 1, of: 'floor', atLeast: 0.5 },
  { cell: 'loans-1000', clients: 1, of: 'floor', atLeast: 0.5 },
  { cell: 'loans-100000', clients: 1, of: 'floor', atLeast: 0.5 },
];

/** Every cell: its slowest hundredth stays under this many times its median. */
export const P99_OVER_P50 = 10;
