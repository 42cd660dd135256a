// What openapi-typescript makes of the document, in ./types-of-api.d.ts, says what is so, and only that.
import type { components, paths } from './types-of-api.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(value: T): T => value;
type Schemas = components['schemas'];
type Loans = paths['/api/loans']['get'];
type Asked = NonNullable<Loans['parameters']['query']>;

export const ALL = [
  holds<Same<Asked['limit'], number | undefined>>(true),
  holds<Same<Extract<Asked['ordering'], `${string}created_at`>, '-created_at' | 'created_at'>>(true),
  // One media type an answer.
  holds<Same<keyof Loans['responses'][200]['content'], 'application/json'>>(true),
  holds<Same<keyof paths['/api/loans/csv']['get']['responses'][200]['content'], 'text/csv'>>(true),
  holds<Same<Schemas['LoanResponse']['installments'], number>>(true),
  holds<Same<Schemas['LoanResponse']['next_due_date'], string | null>>(true),
  holds<
    Same<NonNullable<Schemas['HappeningResponse']['before']>['status'], Schemas['LoanResponse']['status']>
  >(true),
  holds<null extends Schemas['HappeningResponse']['before'] ? true : false>(true),
  holds<null extends Schemas['HappeningResponse']['after'] ? false : true>(true),
  holds<null extends Schemas['ConsideredProviderResponse']['reason'] ? true : false>(true),
  holds<'cap_per_loan' extends Schemas['ConsideredProviderResponse']['reason'] ? true : false>(true),
];
