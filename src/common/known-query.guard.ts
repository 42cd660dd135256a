import { Injectable, Module, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { APP_GUARD } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { invalidFields } from './validation.js';

/** Query parameters on an operation that takes none are refused; those that take some validate their own. */
@Injectable()
export class KnownQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(request.query ?? {});
    if (names.length === 0 || takesQuery(context)) return true;
    throw invalidFields(
      names.map((field) => ({
        field,
        code: 'unknown_parameter',
        message: `"${field}" is not a parameter of this operation.`,
      })),
    );
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as Record<string, unknown>;
  return Object.keys(args).some((key) => key.startsWith(`${String(RouteParamtypes.QUERY)}:`));
}

/** Imported after the module that signs people in, so that strangers hear about that first. */
@Module({ providers: [{ provide: APP_GUARD, useClass: KnownQueryGuard }] })
export class KnownQueryModule {}
