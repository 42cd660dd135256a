/** The languages that the platform speaks to people, most common first; English is the last resort. */
export const LANGUAGES = ['en', 'es', 'fr', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
