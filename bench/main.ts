/** `npm run bench`: see options.ts for what it takes, and README.md for what it measures. */
import { stopAll } from './children.js';
import { measureDayClose } from './day-close.js';
import { Lab } from './lab.js';
import { measureQueue } from './queue.js';
import { readOptions } from './options.js';
import { startPostgres, type Postgres } from './postgres.js';
import { judge, policiesTable, resultsTable, targetsTable, writeResults } from './report.js';
import { measureReports } from './reports.js';
import { measureSchedules } from './schedule.js';
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

async function run(): Promise<number> {
  if (options.command === 'schedule') {
    console.log(await measureSchedules());
    return 0;
  }
  postgres = await startPostgres(options.profile);
  if (options.command === 'day-close') {
    console.log(`\n${await measureDayClose(postgres, options.manyLoans)}`);
    return 0;
  }
  if (options.command === 'queue') {
    console.log(`\n${await measureQueue(postgres, options.manyLoans)}`);
    return 0;
  }
  if (options.command === 'reports') {
    console.log(`\n${await measureReports(postgres, options.manyLoans)}`);
    return 0;
  }
  const lab = new Lab(options, postgres);
  const stages = options.command === 'policies' ? policyStages(options) : stagesOf(options);
  let failure: Error | null = null;
  try {
    await lab.prepare(stages);
    for (const stage of stages) await lab.run(stage);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  const summaries = summarise(lab.measurements);
  if (options.command === 'policies') {
    console.log(
      `\n${policiesTable(summaries)}\n\n${writeResults(options, postgres.version, lab.measurements, summaries)}`,
    );
  } else if (summaries.length > 0) {
    console.log(`\n${resultsTable(summaries)}\n\n${targetsTable(judge(summaries))}`);
    console.log(`\n${writeResults(options, postgres.version, lab.measurements, summaries)}`);
  }
  if (failure !== null && !ending) throw failure;
  return 0;
}

run().then(end, (error: unknown) => {
  if (!ending) console.error(error);
  return end(1);
});
