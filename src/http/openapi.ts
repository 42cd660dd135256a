import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { addSharedErrors, nameExampleIds, operationsOf, splitFiles } from './openapi-operations.js';
import { describeTypes } from './openapi-types.js';

const DESCRIPTION = `
Loans that many lenders fund together, with exact books.

**Try it**: \`POST /api/auth/login/\`, press *Authorize* and paste the \`access_token\`. As a customer, request a loan and
pay it back; as a provider, add funds and watch repayments arrive; as staff, verify the books. If the server runs on its
embedded database, it prints demo logins at start; otherwise create users with the commands \`create-admin\` and
\`create-user\`.

- Money is a decimal string beside its \`currency\`; rates are decimals (\`"0.05"\` is 5 % a year); dates are
  \`YYYY-MM-DD\`, instants RFC 3339 in UTC, durations ISO 8601.
- A trailing slash is optional on every address.
- Lists answer \`{count, next, previous, results}\`; follow \`next\`.
- Errors are RFC 9457 \`application/problem+json\` with a stable \`code\`; \`GET /api/problems/\` lists them all.
- \`Idempotency-Key\` makes it safe to retry a command that moves money.
`;

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457 problem details. Additional members hold the figures that explain the refusal.',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: {
      type: 'string',
      description: 'The address of the description of this kind of problem.',
      example: '/api/problems/not_found/',
    },
    title: { type: 'string', example: 'There is nothing at this address' },
    status: { type: 'integer', example: 404 },
    detail: {
      type: 'string',
      description: 'What went wrong in this case, for people.',
      example: 'There is no loan 7.',
    },
    code: { type: 'string', description: 'A stable code for programs.', example: 'not_found' },
    request_id: { type: 'string', example: '0198c0de-0000-7000-8000-000000000000' },
    errors: {
      type: 'array',
      description: 'Each invalid field.',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: {
          field: { type: 'string', example: 'amount' },
          code: { type: 'string', example: 'matches' },
          message: { type: 'string', example: 'amount must be a positive decimal such as "150.00".' },
        },
      },
    },
  },
  additionalProperties: true,
};

/** The OpenAPI document of the running application, with the errors that all operations share. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.0.3')
    .setTitle('Loan Management Platform')
    .setDescription(DESCRIPTION)
    .setVersion('1.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .addTag('Auth', 'Register, sign in, stay signed in.')
    .addTag('Users', 'User accounts, for admins.')
    .addTag('Loans', 'Request loans and follow them.')
    .addTag('Payments', 'Pay loans back; every payment is split among the providers of its loan.')
    .addTag('Transfers', 'Money on its way through a gateway, and the cards and accounts it comes from.')
    .addTag('Gateways', 'For the machines of gateways, which tell that something is new.')
    .addTag('Providers', 'Lenders: their profile, fund and wallet.')
    .addTag('Funding', 'Who funded which loan, and with how much.')
    .addTag('Funding queue', 'Loans waiting for money.')
    .addTag('Customers', 'Borrowers: their profile and borrowing range.')
    .addTag('Credit score', "A customer's score, its reasons and its history.")
    .addTag('Bank configuration', 'The terms of new loans, versioned.')
    .addTag('Ledger', 'The journal, and the proof of the books.')
    .addTag('Letters', 'What is written to people: templates, preferences, and what became of each letter.')
    .addTag('Index', 'The resources of the API, and what errors mean.')
    .addTag('Servicing', 'The close of each business date.')
    .addTag('Bank', 'What everybody may know of the bank, before signing in.')
    .addTag('Erasure', 'To forget a person for good, and keep the books.')
    .addTag('Bank accounts', 'Accounts of the bank at other banks, their statements, and what each line is.')
    .addTag(
      'Collections',
      'Work on late loans: notes of contact, promises to pay, who works on what. For staff.',
    )
    .addTag('Events', 'What has happened, in order, for whoever follows it.')
    .addTag('Webhooks', 'Addresses that are told of events, and what was sent to them.')
    .addTag('Search', 'People, loans and receipts by whatever somebody at the counter says.')
    .addTag(
      'Documents',
      'Agreements, receipts, letters and statements as PDF, in the language of the reader.',
    )
    .addTag('Reports', 'Reports for staff on all loans and all money.')
    .addTag('Sandbox', 'A clock that staff move forward, where SANDBOX is true.')
    .addTag('Operations', 'For operators of the service.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  });
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas };
  describeTypes(document);
  document.components.schemas.Problem = PROBLEM;
  // Every address answers with and without a trailing slash; the document shows one spelling.
  document.paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path.replace(/\/$/, ''), item]),
  );
  splitFiles(document);
  nameExampleIds(document);
  addSharedErrors(document);
  return document;
}

/**
 * The document for the interactive page: without the examples of optional parameters. The page would fill them in, and
 * pressing "Execute" would request a page that does not exist, or reuse somebody's key.
 */
export function forTrying(document: OpenAPIObject): OpenAPIObject {
  for (const { operation } of operationsOf(document)) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.required === true) continue;
      const { example = parameter.schema?.example } = parameter;
      if (typeof example !== 'string' && typeof example !== 'number') continue;
      parameter.description = `${parameter.description ?? ''} For example \`${String(example)}\`.`.trim();
      delete parameter.example;
      delete parameter.schema?.example;
    }
  }
  return document;
}
