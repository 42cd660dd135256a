import config from './jest.config.mjs';

const { rootDir, extensionsToTreatAsEsm, moduleNameMapper, transform } = config.projects[0];

/** The specs of `npm run test:ha`, which start a cluster of their own: `npm test` does not run them. */
export default {
  rootDir,
  extensionsToTreatAsEsm,
  moduleNameMapper,
  transform,
  testTimeout: 600_000,
  testMatch: ['<rootDir>/test/ha/*.cluster.ts'],
};
