import helmet from 'helmet';

/** What helmet sets, asked for once: it is the same for every answer. */
export function securityHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  helmet({
    // Swagger UI sets inline styles; scripts are files of this server.
    contentSecurityPolicy: {
      directives: { styleSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null },
    },
  })({} as never, answer as never, () => undefined);
  return headers;
}
