import type { DayCloseProgress } from '../day-close/day-close.service.js';
import { note } from './output.js';

const NOTE_EVERY_MS = 1000;

/** Reports on stderr how far a day-close has come: at most one line per second, and none in the first. */
export function progress(): DayCloseProgress {
  let noted = Date.now();
  return (date, loans) => {
    if (Date.now() - noted < NOTE_EVERY_MS) return;
    noted = Date.now();
    note(`${date}: ${String(loans)} loans`);
  };
}
