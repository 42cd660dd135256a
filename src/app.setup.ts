import { NestFactory } from '@nestjs/core';
import proxyAddr from '@fastify/proxy-addr';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { sendCommandAnswers } from './commands/command-context.js';
import { BusinessCalendar } from './bank-config/business-calendar.js';
import { servePages } from './http/page-files.js';
import { DatabaseState } from './database/database-state.js';
import { parseFormBody } from './http/form-body.js';
import { parseJsonBody } from './http/json-body.js';
import { fastifyLogging, nestLogger, observeRequests, pinoLogger } from './http/logging.js';
import { Lifecycle } from './runtime/lifecycle.js';
import { Metrics } from './runtime/metrics.js';
import { examplesOn } from './http/openapi-dates.js';
import { answerOtherMethods, noteRoutes } from './http/other-methods.js';
import { forTrying, openApiDocument } from './http/openapi.js';
import { answerInOriginalShape } from './http/original-shape.js';
import { ProblemFilter } from './http/problem.filter.js';
import { acceptOneClick } from './notifications/one-click-body.js';
import { acceptPictures } from './bank/picture-body.js';
import { acceptStatements } from './reconciliation/statement-body.js';
import { addSecurityHeaders } from './http/security-headers.js';
import { readForPersons } from './http/person-reads.js';
import { traceRequests, type Trusts } from './http/tracing.js';
import { checkEnvelopes, refuseTunnels, transportLimits } from './http/transport.js';
import { validationPipe } from './http/validation.js';
import type { AppConfig } from './config.js';

const BODY_LIMIT = 100 * 1024;
/** Addresses for machines of gateways, which sign their messages. */
const FOR_GATEWAYS = '/api/gateways/';

/** `preview`: only the API's description, without services or a database. `logStream`: 1 is standard output. */
interface AppOptions {
  preview?: boolean;
  logStream?: 1 | 2;
}

/** The application as main and the CLI run it; `config.databaseUrl` must be set, except for a preview. */
export async function createApp(
  config: AppConfig,
  { preview = false, logStream = 1 }: AppOptions = {},
): Promise<NestFastifyApplication> {
  const logger = pinoLogger(config, logStream);
  const trusts = trustedProxies(config);
  const adapter = new FastifyAdapter({
    ...fastifyLogging(logger),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    ...transportLimits(config.requestTimeoutMs, logger),
    trustProxy: trusts,
    routerOptions: { ignoreTrailingSlash: true },
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  const addresses = noteRoutes(adapter.getInstance());
  if (config.publicUrl !== null) adapter.getInstance().decorate('publicUrl', config.publicUrl);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), adapter, {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    preview,
  });
  traceRequests(adapter.getInstance(), trusts);
  if (config.rowLevelSecurity) readForPersons(adapter.getInstance());
  if (!preview) observeRequests(adapter.getInstance(), logger, app.get(Lifecycle), app.get(Metrics));
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, (request, body: Buffer, done) => {
    // A signature is over the bytes, so what reads it needs them as they came.
    done(null, request.url.startsWith(FOR_GATEWAYS) ? body : parseJsonBody(body));
  });
  app.useBodyParser(
    'application/x-www-form-urlencoded',
    { bodyLimit: BODY_LIMIT },
    (_request, body: Buffer, done) => {
      done(null, parseFormBody(body));
    },
  );
  acceptStatements(adapter.getInstance());
  acceptPictures(adapter.getInstance());
  acceptOneClick(adapter.getInstance());
  addSecurityHeaders(adapter.getInstance());
  checkEnvelopes(adapter.getInstance());
  refuseTunnels(adapter.getHttpServer(), logger);
  answerOtherMethods(adapter.getInstance(), addresses);
  sendCommandAnswers(adapter.getInstance());
  answerInOriginalShape(adapter.getInstance(), config.originalShapes);
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.useGlobalPipes(validationPipe);
  app.useGlobalFilters(new ProblemFilter(app.get(DatabaseState)));
  if (config.apiDocs) describeApi(app);
  if (!preview) await servePages(app, config);
  return app;
}

/** Serves the OpenAPI document, and the page to read and try it; example dates follow the bank's current date. */
function describeApi(app: NestFastifyApplication): void {
  const describe = () => openApiDocument(app);
  // Without a database there is no bank's date, and still a document.
  const current = async (document: OpenAPIObject) =>
    examplesOn(
      document,
      await app
        .get(BusinessCalendar)
        .look()
        .catch(() => new Date().toISOString().slice(0, 10)),
    );
  SwaggerModule.setup('api/openapi', app, describe, {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api/openapi.json',
    patchDocumentOnRequest: (_request, _response, document) => current(document),
  });
  SwaggerModule.setup('api/docs', app, describe, {
    raw: false,
    customSiteTitle: 'Loan Management Platform API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
    patchDocumentOnRequest: async (_request, _response, document) => forTrying(await current(document)),
  });
}

/**
 * Proxies given as a number are trusted by position: the nearest is hop 0. Clients must reach this server only through
 * them.
 */
function trustedProxies({ trustProxy }: AppConfig): false | Trusts {
  if (trustProxy === false) return false;
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return proxyAddr.compile(trustProxy.split(',').map((network) => network.trim()));
}
