import { Injectable, Module, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { APP_GUARD } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { FieldError } from '../runtime/problems.js';
import { invalidFields } from './validation.js';

/**
 * Refuses query parameters on an operation that takes none. Operations that take some validate their own. This guard
 * also refuses what no validator sees: names that every object has, and repeated parameters. Probes and metrics read no
 * query.
 */
@Injectable()
export class KnownQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const query = (request.query ?? {}) as Record<string, unknown>;
    const names = Object.keys(query);
    if (names.length === 0 || request.routeOptions.url?.startsWith('/api') !== true) return true;
    const takes = takesQuery(context);
    const faults = names.flatMap((name) => faultOf(name, query[name], takes));
    if (faults.length > 0) throw invalidFields(faults);
    return true;
  }
}

function faultOf(field: string, value: unknown, takesQuery: boolean): FieldError[] {
  if (!takesQuery || field in Object.prototype) {
    return [
      { field, code: 'unknown_parameter', message: `"${field}" is not a parameter of this operation.` },
    ];
  }
  if (Array.isArray(value)) return [{ field, code: 'repeated', message: `"${field}" is repeated.` }];
  const isText = typeof value === 'string' && !value.includes('\0') && !field.includes('\0');
  return isText ? [] : [{ field, code: 'not_text', message: `"${field}" contains a NUL character.` }];
}

function takesQuery(context: ExecutionContext): boolean {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as Record<string, unknown>;
  return Object.keys(args).some((key) => key.startsWith(`${String(RouteParamtypes.QUERY)}:`));
}

/** Imported after the module that signs people in, so that authentication errors come before query errors. */
@Module({ providers: [{ provide: APP_GUARD, useClass: KnownQueryGuard }] })
export class KnownQueryModule {}
