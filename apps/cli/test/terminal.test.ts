import { assert, describe, it } from "@effect/vitest"
import { spawn } from "@lydell/node-pty"
import { Effect } from "effect"
import { fileURLToPath } from "node:url"
import * as RawServer from "../../../packages/core/test/RawServer.ts"
import { leadingTo } from "./Process.ts"

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url))

/** Runs the command line on a terminal; `keys` are pressed when the text before them has appeared. */
const onTerminal = (
  args: ReadonlyArray<string>,
  options: {
    readonly columns?: number
    readonly env?: Record<string, string>
    readonly keys?: ReadonlyArray<readonly [string, string]>
  } = {}
) =>
  Effect.callback<{ readonly code: number; readonly screen: string }>((resume) => {
    const terminal = spawn(process.execPath, ["--conditions=@defender-versions/source", bin, ...args], {
      cols: options.columns ?? 100,
      rows: 40,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TERM: "xterm-256color", ...options.env }
    })
    const keys = [...(options.keys ?? [])]
    let screen = ""
    terminal.onData((text) => {
      screen += text
      const next = keys[0]
      if (next !== undefined && screen.includes(next[0])) {
        keys.shift()
        terminal.write(next[1])
      }
    })
    terminal.onExit(({ exitCode }) => resume(Effect.succeed({ code: exitCode, screen })))
    return Effect.sync(() => terminal.kill())
  })

const escape = "\u001b"
const down = `${escape}[B`
const withoutStyle = (text: string) => text.replaceAll(new RegExp(`${escape}\\[[0-9;?]*[A-Za-z]`, "g"), "")

const sample = ["--cloud", "sample"]

describe("on a terminal", () => {
  it.live("draws bars and colours", () =>
    Effect.gen(function* () {
      const { code, screen } = yield* onTerminal(["microsoft-_-edge", ...sample])
      assert.strictEqual(code, 0)
      assert.include(
        withoutStyle(screen),
        "11.0.18363.535             750  99.9 %  ████████████████████                –"
      )
      assert.include(
        withoutStyle(screen),
        "11.0.17134.1039              1   0.1 %  ▏                                  11"
      )
      assert.include(screen, `${escape}[31m`)
    })
  )

  it.live("has no colour where NO_COLOR is set", () =>
    Effect.gen(function* () {
      const { screen } = yield* onTerminal(["microsoft-_-edge", ...sample], { env: { NO_COLOR: "1" } })
      assert.notInclude(screen, `${escape}[31m`)
      assert.include(screen, "████")
    })
  )

  it.live.each([40, 60, 80, 100] as const)("fits into %i columns", (columns) =>
    Effect.gen(function* () {
      const { screen } = yield* onTerminal(["microsoft-_-edge", ...sample], { columns })
      const rows = withoutStyle(screen)
        .split("\r\n")
        .filter((line) => line.startsWith("  "))
      assert.lengthOf(rows, 3)
      for (const row of rows) assert.isAtMost(row.length, columns)
    })
  )

  it.live("lets one choose with the arrow keys when several match", () =>
    Effect.gen(function* () {
      const { code, screen } = yield* onTerminal(["putty", ...sample], {
        keys: [
          ["Which one?", down],
          ["simon_tatham-_-putty", "\r"]
        ]
      })
      assert.strictEqual(code, 0)
      assert.match(withoutStyle(screen), /Simon Tatham PuTTY {2}simon_tatham-_-putty/)
    })
  )

  it.live("ends with 130 when the choice is given up", () =>
    Effect.gen(function* () {
      const { code } = yield* onTerminal(["putty", ...sample], { keys: [["Which one?", "\u0003"]] })
      assert.strictEqual(code, 130)
    })
  )

  it.live("shows no progress where an answer comes at once, and counts the seconds where it does not", () =>
    Effect.gen(function* () {
      const quick = yield* onTerminal(["microsoft-_-edge", ...sample])
      assert.notInclude(quick.screen, "Asking Defender")
      const server = yield* RawServer.start((_request, response) => {
        setTimeout(() => response.end('{"value":[{"version":"1.0","installations":2,"vulnerabilities":0}]}'), 2500)
      })
      const slow = yield* onTerminal(["vendor-_-name"], { env: leadingTo(server) })
      assert.strictEqual(slow.code, 0)
      assert.include(slow.screen, "Asking Defender… 1 s")
      assert.include(slow.screen, `\r${escape}[K${escape}[1mVendor`)
    }).pipe(Effect.scoped)
  )
})
