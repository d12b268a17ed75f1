FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json demo.ts ./
COPY src src
COPY sandbox sandbox
COPY bench bench
COPY scripts scripts
RUN npm run build

# The demo: a sample OpenCost, a stand-in for Slack, and the page that shows it. It needs the development packages.
FROM node:20-slim AS demo
WORKDIR /app
COPY --from=build --chown=node:node /app /app
USER node
CMD ["node", "dist/demo.js"]

FROM node:20-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20-slim AS kubecent
ENV NODE_ENV=production DATA_DIR=/var/lib/kubecent
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist/src dist/src
RUN chmod 755 dist/src/bin.js && ln -s /app/dist/src/bin.js /usr/local/bin/kubecent
RUN install -d -o node -g node -m 700 /var/lib/kubecent
USER node
VOLUME /var/lib/kubecent
EXPOSE 3000 8080
# Over HTTP any answer on the port is a sign of life. With Socket Mode nothing listens: the process is the sign.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.API_PORT || 8080) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
