# The server with its embedded inbox: the bundle and nothing else. Mount a volume at /app/data, or set DATABASE_URL.
# By digest, so that the same commit builds the same image; Dependabot brings newer ones.
# The bundle is the same for every architecture, so the builder's own makes it.
FROM --platform=$BUILDPLATFORM node:24.19.0-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY app.yml TRACKER.md ./
COPY .github/diagram-tracker.yml ./.github/
COPY .github/docs/gates.md ./.github/docs/
COPY assignments ./assignments
COPY catalog ./catalog
COPY src ./src
RUN node src/bundle/main.ts
# What is made here is only copied below: nothing has to run on the image's own architecture.
RUN mkdir -p image/bin image/app && ln -s /app/dist/diagram-tracker.js image/bin/diagram-tracker && mkdir -m 700 image/app/data

FROM node:24.19.0-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df
ARG VERSION=unreleased
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="Diagram Tracker" \
      org.opencontainers.image.description="A GitHub App that runs a community's diagram campaign." \
      org.opencontainers.image.url="https://github.com/diagram-tracker/diagram-tracker" \
      org.opencontainers.image.source="https://github.com/diagram-tracker/diagram-tracker" \
      org.opencontainers.image.documentation="https://github.com/diagram-tracker/diagram-tracker/blob/main/.github/docs/operations.md" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CREDENTIALS_FILE=/app/data/credentials.env
COPY --from=build /build/dist ./dist
COPY --from=build /build/image/bin /usr/local/bin
COPY --from=build --chown=node:node /build/image/app ./
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --start-period=15s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals must reach the server, which drains on SIGTERM.
CMD ["node", "--max-semi-space-size=8", "--import", "./dist/warm-start.js", "dist/serve.js"]
