import { parentPort } from 'node:worker_threads';
import { agreement, loanStatement, payoffLetter } from './loan-sheets.js';
import type { Job, Order, Printed } from './order.js';
import { toPdf } from './page.js';
import { providerStatement, yearStatement } from './provider-sheets.js';
import { receipt } from './receipt-sheet.js';
import type { Sheet } from './sheet.js';
import { speechOf, type Speech } from './speech.js';

/** The thread of `Press`: words, figures and pages are set here, one document after another. */
parentPort?.on('message', (job: Job) => {
  void print(job).then((printed) => {
    parentPort?.postMessage(printed, 'file' in printed ? [printed.file.buffer] : []);
  });
});

async function print({ id, order, letterhead }: Job): Promise<Printed> {
  try {
    const speech = speechOf(letterhead.language);
    const pdf = await toPdf(sheetOf(order, speech), letterhead, speech);
    // A copy of its own: what Node.js pools cannot be handed over.
    return { id, file: new Uint8Array(pdf) };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function sheetOf(order: Order, speech: Speech): Sheet {
  switch (order.kind) {
    case 'agreement':
      return agreement(order, speech);
    case 'payoff':
      return payoffLetter(order, speech);
    case 'loan-statement':
      return loanStatement(order, speech);
    case 'receipt':
      return receipt(order, speech);
    case 'provider-statement':
      return providerStatement(order, speech);
    case 'year-statement':
      return yearStatement(order, speech);
  }
}
