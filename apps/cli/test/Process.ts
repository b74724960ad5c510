import { Effect } from "effect"
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { RawServer } from "../../../packages/core/test/RawServer.ts"

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

/** The environment that leads to a raw server. */
export const leadingTo = (server: RawServer): Record<string, string> => ({
  DEFENDER_API_URL: server.url,
  DEFENDER_ACCESS_TOKEN: "raw-token"
})
