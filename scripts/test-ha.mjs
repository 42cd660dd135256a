// `npm run test:ha`: the specs that need a cluster of Debian's packages. Without them it says so, and ends well.
import { spawnSync } from 'node:child_process';
import { missingPackages } from '../deploy/ha/packages.mjs';

const missing = missingPackages();
if (missing.length > 0) {
  console.log(
    `skipped: no cluster without Debian's packages ${missing.join(', ')} (scripts/get-ha-packages.sh installs them)`,
  );
  process.exit(0);
}
const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
// One after the other: they share addresses, and the machine.
process.exit(
  run('scripts/build-if-needed.mjs') ||
    run(...jest, '--config', 'jest.ha.config.mjs', '--runInBand', ...process.argv.slice(2)),
);
