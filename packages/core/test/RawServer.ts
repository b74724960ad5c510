import { Effect, type Scope } from "effect"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"

/** A server on loopback that says just what a test tells it to: what it answers was not made from our contract. */
export interface RawServer {
  readonly url: string
  readonly requests: ReadonlyArray<{ readonly path: string; readonly authorization: string | undefined }>
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Answers every request with this body. */
export const body =
  (text: string, status = 200, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text)

export const start = (handler: Handler): Effect.Effect<RawServer, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<{ readonly server: ReturnType<typeof createServer>; readonly raw: RawServer }>((resume) => {
      const requests: Array<{ readonly path: string; readonly authorization: string | undefined }> = []
      const server = createServer((request, response) => {
        requests.push({ path: request.url ?? "", authorization: request.headers.authorization })
        handler(request, response)
      })
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        resume(Effect.succeed({ server, raw: { url: `http://127.0.0.1:${port}`, requests } }))
      })
    }),
    ({ server }) =>
      Effect.callback<void>((resume) => {
        server.closeAllConnections()
        server.close(() => resume(Effect.void))
      })
  ).pipe(Effect.map(({ raw }) => raw))
