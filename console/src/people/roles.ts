export type Role = 'customer' | 'provider';

/** The list of the API and of the console. */
export const LIST_OF: Record<Role, string> = { customer: 'customers', provider: 'providers' };
