export type Role = 'customer' | 'provider';

/** The list of the API and of the console. */
export const LIST_OF: Record<Role, string> = { customer: 'customers', provider: 'providers' };

/** Each in its own words. */
export const LANGUAGES = { en: 'English', es: 'Español', fr: 'Français', ar: 'العربية' } as const;
