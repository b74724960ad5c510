import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Defender, SoftwareId } from "../../src/index.ts"
import * as DefenderAt from "../DefenderAt.ts"
import * as RawServer from "../RawServer.ts"

const own = fileURLToPath(new URL("bodies", import.meta.url))
const given = process.env["DEFENDER_BODIES"]

/** The files of a folder that are bodies of the three endpoints, or refusals by them. */
const bodiesIn = (folder: string) =>
  readdirSync(folder)
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, "utf8"), ...kindOf(file) }))
    .filter(({ kind }) => kind !== "other")

const kindOf = (file: string) => {
  const [, status] = /^error-(\d{3})/.exec(file) ?? []
  if (status !== undefined) return { kind: "error", status: Number(status) } as const
  const kind = (["distributions", "software-list", "software-by-id"] as const).find((name) =>
    file.startsWith(`${name}.`)
  )
  return { kind: kind ?? "other", status: 200 } as const
}

const rows = (text: string): ReadonlyArray<unknown> => JSON.parse(text).value
const anId = SoftwareId.make("vendor-_-name")

const bodiesAnswer = (bodies: ReturnType<typeof bodiesIn>) => {
  for (const { file, kind, status, text } of bodies) {
    it.effect(file, () =>
      Effect.gen(function* () {
        const server = yield* RawServer.start(RawServer.body(text, status, { "retry-after": "3600" }))
        const defender = Effect.provide(Defender, DefenderAt.raw(server.url))
        switch (kind) {
          case "distributions": {
            const { versions } = yield* Effect.flatMap(defender, ({ distribution }) => distribution(anId))
            const facts = versions.map(({ share: _share, ...row }) => row)
            const sent = rows(text).map((row) => pick(row, ["version", "installations", "vulnerabilities"]))
            assert.sameDeepMembers(facts, sent)
            break
          }
          case "software-list": {
            const names = rows(text).map((row) => String(pick(row, ["id"])["id"]))
            for (const id of names) {
              const { candidates, outcome } = yield* Effect.flatMap(defender, ({ search }) => search(id))
              assert.deepStrictEqual([outcome, candidates[0]?.id], ["one", SoftwareId.make(id)])
            }
            break
          }
          case "software-by-id": {
            const { software, weaknesses } = yield* Effect.flatMap(defender, (door) => door.software(anId))
            assert.deepInclude(JSON.parse(text), { id: software.id, vendor: software.vendor, weaknesses })
            break
          }
          case "error": {
            const error = yield* Effect.flip(Effect.flatMap(defender, ({ distribution }) => distribution(anId)))
            assert.strictEqual(error.reason._tag, reasons[status])
          }
        }
      })
    )
  }
}

const pick = (row: unknown, keys: ReadonlyArray<string>) =>
  Object.fromEntries(Object.entries(Object(row)).filter(([key]) => keys.includes(key)))

const reasons: Record<number, string> = {
  400: "UnexpectedResponse",
  401: "Unauthorized",
  403: "Forbidden",
  404: "UnknownSoftware",
  429: "Throttled"
}

describe("bodies of our own", () => {
  bodiesAnswer(bodiesIn(own))
})

if (given !== undefined) {
  describe("bodies of DEFENDER_BODIES", () => {
    const bodies = bodiesIn(given)
    it("are there", () => assert.isNotEmpty(bodies))
    bodiesAnswer(bodies)
  })
}

describe("a body that breaks the contract is an error that names the field", () => {
  const broken: ReadonlyArray<readonly [string, string, string]> = [
    [
      "a negative count",
      '{"value":[{"version":"1","installations":-1,"vulnerabilities":0}]}',
      "value[0].installations"
    ],
    ["a fraction", '{"value":[{"version":"1","installations":1.5,"vulnerabilities":0}]}', "value[0].installations"],
    [
      "a count as text",
      '{"value":[{"version":"1","installations":1,"vulnerabilities":"0"}]}',
      "value[0].vulnerabilities"
    ],
    ["a missing count", '{"value":[{"version":"1","installations":1}]}', "value[0].vulnerabilities"],
    ["a null version", '{"value":[{"version":null,"installations":1,"vulnerabilities":0}]}', "value[0].version"],
    ["a missing version", '{"value":[{"installations":1,"vulnerabilities":0}]}', "value[0].version"],
    [
      "a later row",
      '{"value":[{"version":"1","installations":1,"vulnerabilities":0},{"version":2}]}',
      "value[1].version"
    ],
    ["no value", '{"@odata.context":"x"}', "value"],
    ["a value that is no list", '{"value":{}}', "value"]
  ]
  for (const [what, text, field] of broken) {
    it.effect(what, () =>
      Effect.gen(function* () {
        const server = yield* RawServer.start(RawServer.body(text))
        const error = yield* Effect.flip(
          Effect.flatMap(Defender, ({ distribution }) => distribution(anId)).pipe(
            Effect.provide(DefenderAt.raw(server.url))
          )
        )
        assert.strictEqual(error.reason._tag, "UnexpectedResponse")
        assert.include(error.message, `${field}: `)
        assert.lengthOf(server.requests, 1)
      })
    )
  }
})
