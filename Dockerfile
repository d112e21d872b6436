# syntax=docker/dockerfile:1
ARG NODE_VERSION=22-bookworm-slim

# 1. Build: composes the components, generates the client, bundles the application.
FROM node:${NODE_VERSION} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# 2. Production dependencies only.
FROM node:${NODE_VERSION} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

# 3. What runs: dist/, production dependencies, prisma/, package.json and components.lock.json.
FROM node:${NODE_VERSION} AS runtime
WORKDIR /app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    CHECKPOINT_DISABLE=1
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/prisma ./prisma
# Says which tables are of retired components: Prisma leaves them alone.
COPY --from=build /app/components.lock.json ./components.lock.json
COPY --from=build /app/dist ./dist
# Lets plain `npx prisma migrate deploy` find dist/prisma.config.js.
RUN npm run postinstall
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself, not npm: signals reach the application, which drains its requests.
CMD ["node", "--enable-source-maps", "dist/main.js"]
