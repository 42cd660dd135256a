/** `npm run bench`: see options.ts for what it takes, and README.md for what it measures. */
import { measureBank } from './bank.js';
import { stopAll } from './children.js';
import { measureDayClose } from './day-close.js';
import { measureEvents } from './events.js';
import { Lab } from './lab.js';
import { measureGateway } from './gateway.js';
import { measurePortal } from './portal.js';
import { measureQueue } from './queue.js';
import { readOptions } from './options.js';
import { OF_A_LARGE_BANK, startPostgres, type Postgres } from './postgres.js';
import { publishFigures, writeFigures } from './files.js';
import { writePage } from './page.js';
import { judge, policiesTable, resultsTable, targetsTable } from './report.js';
import { measureProof } from './proof.js';
import { measureReports } from './reports.js';
import { measureSchedules } from './schedule.js';
import { measureSizes } from './sizes.js';
import { shardsTable } from './shards.js';
import { summarise } from './results.js';
import { policyStages, stagesOf } from './cells.js';

const options = readOptions();
let postgres: Postgres | null = null;
let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await stopAll();
  await postgres?.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.error(`\n${signal}: ending what was started`);
    void end(130);
  });
}

/** Measures what was asked for; gives what to print. */
async function measure(server: Postgres): Promise<string> {
  switch (options.command) {
    case 'day-close':
      return measureDayClose(server, options.manyLoans);
    case 'queue':
      return measureQueue(server, options.manyLoans);
    case 'gateway':
      return measureGateway(server, options);
    case 'events':
      return measureEvents(server, options);
    case 'bank':
      return measureBank(server, options.manyLoans);
    case 'portal':
      return measurePortal(server, options.manyLoans, options.runs);
    case 'proof':
      return measureProof(server, options.manyLoans);
    case 'reports':
      return measureReports(server, options.manyLoans);
    case 'sizes':
      return measureSizes(server, options);
    default:
      return measureCells(server);
  }
}

async function measureCells(server: Postgres): Promise<string> {
  const lab = new Lab(options, server);
  const isPolicies = options.command === 'policies';
  const stages = isPolicies ? policyStages(options) : stagesOf(options);
  try {
    await lab.prepare(stages);
    for (const stage of stages) await lab.run(stage);
  } catch (error) {
    // What was measured so far is worth its time.
    if (lab.measurements.length > 0) console.log(resultsTable(summarise(lab.measurements)));
    throw error;
  }
  const { measurements } = lab;
  const summaries = summarise(measurements);
  const targets = judge(summaries);
  const file = writeFigures(options.grownLoans === null ? options.command : 'growth', {
    targets,
    summaries,
    measurements,
    postgres: server.version,
  });
  const tables = isPolicies ? [policiesTable(summaries)] : [resultsTable(summaries), targetsTable(targets)];
  return [...tables, file].join('\n\n');
}

async function run(): Promise<number> {
  if (options.command === 'schedule') console.log(await measureSchedules());
  else if (options.command === 'shards') console.log(shardsTable());
  else if (options.command !== 'page') {
    postgres = await startPostgres({
      statements: options.profile,
      settings: options.command === 'sizes' ? OF_A_LARGE_BANK : {},
      keep: options.keep,
    });
    console.log(`\n${await measure(postgres)}`);
  }
  if (options.publish) publishFigures();
  if (options.publish || options.command === 'page') writePage();
  return 0;
}

run().then(end, (error: unknown) => {
  if (!ending) console.error(error);
  return end(1);
});
