import helmet from 'helmet';

/** The headers that helmet sets, computed once: they are the same for every answer. */
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
