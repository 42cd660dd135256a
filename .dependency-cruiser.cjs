/** Left never imports right. `app` stands for what boots and describes the application. */
const ORDER = [
  'lending',
  'runtime',
  'database',
  'http',
  'commands',
  'auth',
  'ledger',
  'events',
  'bank-config',
  'notes',
  'transfers',
  'customers',
  'tills',
  'scoring',
  'providers',
  'funding',
  'loans',
  'quotes',
  'origination',
  'payments',
  'autopay',
  'care',
  'gateways',
  'reconciliation',
  'payout-files',
  'bank',
  'loan-statements',
  'provider-statements',
  'day-close',
  'reports',
  'documents',
  'search',
  'webhooks',
  'notifications',
  'erasure',
  'proof',
  'health',
  'api-root',
  'demo',
];
const config = '^src/config\\.ts$';

const toTheLeftOnly = ORDER.map((folder, index) => ({
  name: `${folder}-imports-only-to-its-left`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: '\\.spec\\.ts$' },
  to: {
    path: '^src/',
    pathNot: [config, ...ORDER.slice(0, index + 1).map((left) => `^src/${left}/`)],
  },
}));

module.exports = {
  forbidden: [
    ...toTheLeftOnly,
    {
      name: 'nothing-imports-what-boots',
      severity: 'error',
      comment: 'app, main, serve, migrate and cli stand above all rooms.',
      from: { path: '^src/[^/]+/', pathNot: '^src/cli/' },
      to: { path: '^src/(app\\.|main\\.|serve\\.|migrate\\.|cli)' },
    },
    {
      name: 'lending-is-pure',
      severity: 'error',
      comment: 'No Nest, no TypeORM, no clock, no I/O: the arithmetic runs anywhere.',
      from: { path: '^src/lending/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^src/(?!lending/)', 'node_modules/', '^(fs|path|http|net|os)$'] },
    },
    {
      name: 'the-ledger-has-a-front-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ledger/' },
      to: {
        path: '^src/ledger/',
        pathNot:
          '^src/ledger/(ledger\\.(module|service)|accounts|postings|transfer-postings|rebooking)\\.ts$',
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Not even of types.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.spec\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
