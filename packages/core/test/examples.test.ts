import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import * as RawServer from "./RawServer.ts"

const run = (example: string, args: ReadonlyArray<string>, url: string) =>
  Effect.callback<{ readonly stdout: string; readonly stderr: string }>((resume) => {
    const file = fileURLToPath(new URL(`../examples/${example}`, import.meta.url))
    const env = { PATH: process.env["PATH"], DEFENDER_API_URL: url, DEFENDER_ACCESS_TOKEN: "token" }
    execFile(
      process.execPath,
      ["--conditions=@defender-versions/source", file, ...args],
      { env },
      (_error, stdout, stderr) => resume(Effect.succeed({ stdout, stderr }))
    )
  })

const software = ["chrome", "chrome_remote_desktop", "earth", "earth_pro"].map((name, at) => ({
  id: `google-_-${name}`,
  vendor: "google",
  name,
  installedMachines: at === 3 ? 9 : 4 - at
}))

const server = RawServer.start((request, response) => {
  const value = request.url?.includes("/distributions")
    ? [
        { version: "1.0", installations: 3, vulnerabilities: 2 },
        { version: "2.0", installations: 9, vulnerabilities: 0 }
      ]
    : software
  RawServer.body(JSON.stringify({ value }))(request, response)
})

describe("the examples run", () => {
  it.live("distribution", () =>
    Effect.gen(function* () {
      const { url } = yield* server
      const { stderr, stdout } = yield* run("distribution.ts", ["chrome"], url)
      assert.strictEqual(stderr, "")
      assert.strictEqual(
        stdout,
        "Google Chrome: 2 versions on 12 installations. 3 installations (25.0 %) have known vulnerabilities. 9 (75.0 %) run the newest version seen.\n"
      )
    }).pipe(Effect.scoped)
  )

  it.live("reasons", () =>
    Effect.gen(function* () {
      const { url } = yield* server
      const { stderr, stdout } = yield* run("reasons.ts", ["chrome", "earth", "moon"], url)
      assert.strictEqual(stderr, "")
      assert.deepStrictEqual(stdout.trimEnd().split("\n"), [
        "1.0 on 3",
        "Which one? google-_-earth_pro, google-_-earth",
        "Not in the inventory. Near:"
      ])
    }).pipe(Effect.scoped)
  )
})
