import { Effect, type Scope } from "effect"
import { spawn } from "node:child_process"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { fileURLToPath } from "node:url"

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url))

/** What a process left behind. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end, with nothing of this process's environment but the path. */
export const run = (
  command: string,
  args: ReadonlyArray<string>,
  options: { readonly env?: Record<string, string>; readonly stdin?: string; readonly cwd?: string } = {}
): Effect.Effect<Ended> =>
  Effect.callback((resume) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...options.env }
    })
    let stdout = ""
    let stderr = ""
    child.stdout.on("data", (chunk) => (stdout += String(chunk)))
    child.stderr.on("data", (chunk) => (stderr += String(chunk)))
    child.on("close", (code) => resume(Effect.succeed({ code, stdout, stderr })))
    child.stdin.end(options.stdin ?? "")
    return Effect.sync(() => child.kill())
  })

/** Runs the command line from its source. */
export const cli = (
  args: ReadonlyArray<string>,
  options: { readonly env?: Record<string, string>; readonly stdin?: string } = {}
): Effect.Effect<Ended> => run(process.execPath, ["--conditions=@defender-versions/source", bin, ...args], options)

/** A server on loopback that answers what a test tells it to, and counts. */
export const rawServer = (
  handler: (request: IncomingMessage, response: ServerResponse) => void
): Effect.Effect<{ readonly env: Record<string, string>; readonly paths: ReadonlyArray<string> }, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<{ readonly port: number; readonly close: () => void; readonly paths: Array<string> }>((resume) => {
      const paths: Array<string> = []
      const server = createServer((request, response) => {
        paths.push(request.url ?? "")
        handler(request, response)
      })
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        const close = () => {
          server.closeAllConnections()
          server.close()
        }
        resume(Effect.succeed({ port, close, paths }))
      })
    }),
    ({ close }) => Effect.sync(close)
  ).pipe(
    Effect.map(({ paths, port }) => ({
      paths,
      env: { DEFENDER_API_URL: `http://127.0.0.1:${port}`, DEFENDER_ACCESS_TOKEN: "raw-token" }
    }))
  )
