export { LendingClient, type ClientOptions } from './client.js';
export { ApiProblem, NoAnswer, type FieldError, type Problem } from './errors.js';
export { MemoryStore, type Login, type Tokens, type TokenStore } from './session.js';
export { verifyWebhook, WebhookRefused, type WebhookEvent } from './webhooks.js';
export type { Answer, Body, Item, Options, Path, Query } from './operations.js';
export type { components, paths, ProblemCode } from './api.js';
import type { components } from './api.js';

/** The answers and bodies of the API by name, such as `Schemas['LoanResponse']`. */
export type Schemas = components['schemas'];
