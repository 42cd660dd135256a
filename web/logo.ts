/** Where the picture of the bank is; another picture has another version, so this one may be kept for good. */
export const logoAt = (version: string): string => `/api/bank/logo/?version=${version}`;
