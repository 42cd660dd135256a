import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const MONEY = '/(amount|balance|principal|interest|wallet|fund|cents|minor)/i';

/** Money is `bigint` minor units: nothing may turn it into a float on the way. */
const noFloatMoney = [
  { selector: 'CallExpression[callee.name="parseFloat"]', message: 'Money and rates are never floats.' },
  { selector: 'CallExpression[callee.property.name="toFixed"]', message: 'Use formatMoney.' },
  {
    selector: `CallExpression[callee.name="Number"] > :matches(Identifier[name=${MONEY}], MemberExpression[property.name=${MONEY}])`,
    message: 'Money is bigint minor units: no Number().',
  },
  {
    selector: `BinaryExpression[operator="/"] > :matches(Identifier[name=${MONEY}], MemberExpression[property.name=${MONEY}])`,
    message: 'A function that divides money names its rounding: divideHalfEven.',
  },
  {
    selector: `:matches(PropertyDefinition, TSPropertySignature)[key.name=${MONEY}] > TSTypeAnnotation > TSNumberKeyword`,
    message: 'Money is bigint minor units, or a decimal string at the edge.',
  },
];

const fewDependencies = {
  selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
  message: 'More than six dependencies: split the class by verb.',
};

/** Transactions get their manager as `tx`; whoever holds the data source could read outside of one. */
const noDataSource = ['InjectDataSource', 'InjectRepository', 'InjectEntityManager'].map((name) => ({
  selector: `Decorator[expression.callee.name="${name}"]`,
  message: 'Only queries and database/transactions.ts may read outside of a transaction.',
}));

/** It gives up before the others have ended, and tells whichever failed first, not what the others failed of. */
const noPromiseAll = {
  selector:
    ':function[params.0.name="tx"] CallExpression[callee.object.name="Promise"][callee.property.name=/^(all|race|any)$/]',
  message: 'Statements of a transaction go through pipelined.',
};

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'console/dist/**',
      'portal/dist/**',
      'sdk/dist/**',
      'dist-bench/**',
      'coverage/**',
      'node_modules/**',
      '.data/**',
      'test/clients/**',
      'console/src/api/schemas.ts',
      'sdk/src/api.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', 300],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A Nest module is a class with a decorator and nothing in it.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // DTOs and entities are shapes: object literals are meant to stand for them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Signatures that frameworks prescribe.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // With noUncheckedIndexedAccess, `as T` says what is known; `!` is banned.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // There is no enum here, and it takes as long as twenty other rules.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // The driver answers `any`: `const rows: Row[] = await tx.query(...)` gives it its type, and no `any` leaks.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'no-restricted-syntax': ['error', ...noFloatMoney, fewDependencies, ...noDataSource, noPromiseAll],
    },
  },
  {
    files: ['src/**/*.queries.ts', 'src/{database,proof,health}/*.ts', 'src/runtime/metrics.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noFloatMoney, fewDependencies, noPromiseAll] },
  },
  {
    files: ['test/**/*.ts', '{src,console/src,portal/src,web}/**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo)$/]',
          message: 'No focused or skipped tests.',
        },
      ],
      // What the server answers is read as JavaScript clients read it.
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['{console,portal,web}/**/*.ts', '{console,portal}/**/*.tsx'],
    ...reactHooks.configs.flat.recommended,
  },
  {
    files: ['bench/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        globalThis: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        setTimeout: 'readonly',
        module: 'writable',
      },
    },
  },
  prettier,
);
