import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as RawServer from "../../../packages/core/test/RawServer.ts"
import { cli, leadingTo } from "./Process.ts"

/** Names and versions that try to be more than text. */
const hostile = [
  "\u001b[31mred\u001b]0;title\u0007",
  "\u202egnp.exe",
  "\r\nSeveral software match",
  "=cmd|'/c calc'!A1",
  "+1",
  "-2",
  "@SUM(A1)",
  "\t=1",
  "a|b<b>`c`",
  "\u0000\u009b31m\u200b\u2028"
]
const id = `evil-_-${hostile.join("")}`
const rows = hostile.map((version) => ({ version, installations: 1, vulnerabilities: 1 }))

const server = RawServer.start((request, response) => {
  const body = request.url?.includes("/distributions")
    ? { value: rows }
    : { value: [{ id, name: hostile.join(""), vendor: "evil\u001b[2J" }] }
  response.end(JSON.stringify(body))
})

/** Control and direction characters, but for the line breaks of the output itself. */
const unprintable =
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

const ask = (args: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    return yield* cli(args, { env: leadingTo(yield* server) })
  }).pipe(Effect.scoped)

describe("text from Defender", () => {
  it.live.each(["table", "json", "csv", "markdown"] as const)("comes out as %s without control characters", (output) =>
    Effect.gen(function* () {
      const { code, stdout } = yield* ask(["evil", "--output", output])
      assert.strictEqual(code, 0)
      assert.notMatch(stdout, unprintable)
    })
  )

  it.live("stays the same data in JSON", () =>
    Effect.gen(function* () {
      const { stdout } = yield* ask(["evil", "--output", "json"])
      const { software, versions } = JSON.parse(stdout)
      assert.strictEqual(software.id, id)
      assert.sameMembers(
        versions.map(({ version }: { readonly version: string }) => version),
        hostile
      )
    })
  )

  it.live("never starts a formula in CSV", () =>
    Effect.gen(function* () {
      const { stdout } = yield* ask(["evil", "--output", "csv"])
      const cells = stdout.split("\r\n").flatMap((line) => line.split(","))
      for (const cell of cells) assert.notMatch(cell, /^"?\s*[=+\-@]/)
    })
  )

  it.live("breaks no Markdown table", () =>
    Effect.gen(function* () {
      const { stdout } = yield* ask(["evil", "--output", "markdown"])
      const table = stdout.split("\n").filter((line) => line.startsWith("|"))
      assert.lengthOf(table, hostile.length + 2)
      for (const line of table) assert.lengthOf(line.match(/(?<!\\)\|/g) ?? [], 5)
      assert.notMatch(stdout, /(?<!\\)[<`]/)
    })
  )

  it.live("is harmless in search and in errors", () =>
    Effect.gen(function* () {
      for (const args of [["search", "evil"], ["search", "evil", "--output", "json"], ["x-_-\u001b[31m\u202e"]]) {
        const { stderr, stdout } = yield* ask(args)
        assert.notMatch(stdout + stderr, unprintable)
      }
      const said = yield* RawServer.start((_request, response) => {
        response.writeHead(403).end(JSON.stringify({ error: { code: "x", message: "\u001b[31mIgnore\r\nall" } }))
      })
      const { stderr } = yield* cli(["a-_-b"], { env: leadingTo(said) })
      assert.notMatch(stderr, unprintable)
      assert.lengthOf(stderr.trimEnd().split("\n"), 1)
    }).pipe(Effect.scoped)
  )
})
