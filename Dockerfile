FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY svelte.config.js tsconfig.json vite.config.ts ./
# The plugins of vite.config.ts.
COPY scripts/adapter ./scripts/adapter
COPY scripts/fonts ./scripts/fonts
COPY scripts/threads ./scripts/threads
COPY scripts/words ./scripts/words
COPY static ./static
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
WORKDIR /app
# The folder below for pictures: whoever runs may write nowhere else.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PICTURE_STORE=/var/lib/hoidan/pictures
COPY package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/build ./build
# The same image migrates, invites the first administrator and checks itself: `node --import tsx scripts/migrate.ts`.
COPY migrations ./migrations
COPY scripts/migrate.ts scripts/staff.ts scripts/integrity.ts scripts/audit-verify.ts ./scripts/
COPY scripts/support/failure.mjs scripts/support/progress.mjs ./scripts/support/
COPY src/lib ./src/lib
# Pictures, when they are kept in a folder: a volume of this place belongs to whoever runs.
RUN install -d -o node -g node /var/lib/hoidan/pictures
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
	CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that it gets the signals.
CMD ["node", "build/index.js"]
