import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { parseJsonBody } from './common/json-body.js';
import { fastifyLogging, nestLogger, pinoLogger } from './common/logging.js';
import { openApiDocument } from './common/openapi.js';
import { ProblemFilter } from './common/problem.filter.js';
import { validationPipe } from './common/validation.js';
import type { AppConfig } from './config.js';

const BODY_LIMIT = 100 * 1024;

/** The application as main, the CLI and the tests run it; `config.databaseUrl` must be set. */
export async function createApp(config: AppConfig): Promise<NestFastifyApplication> {
  const logger = pinoLogger(config);
  const adapter = new FastifyAdapter({
    ...fastifyLogging(logger),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), adapter, {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    done(null, parseJsonBody(body));
  });
  await app.register(fastifyHelmet, {
    // Swagger UI sets inline styles; scripts are files of this server.
    contentSecurityPolicy: {
      directives: { styleSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null },
    },
  });
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.useGlobalPipes(validationPipe);
  app.useGlobalFilters(new ProblemFilter());
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Loan Management Platform API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
  });
  return app;
}
