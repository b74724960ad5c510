import { Defender, type SearchResult, TransportSettings } from "@defender-versions/core"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { readFileSync } from "node:fs"
import { Sample } from "../src/index.ts"

const [, ...rows] = readFileSync(new URL("names.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")

const expectation = (expected: string, { candidates, outcome }: SearchResult) => {
  const ids = candidates.map(({ id }) => id as string)
  if (expected === "-") return assert.strictEqual(outcome, "none")
  if (!expected.startsWith("?")) {
    assert.notStrictEqual(outcome, "none")
    return assert.strictEqual(ids[0], expected)
  }
  assert.strictEqual(outcome, "several")
  assert.includeMembers(ids, expected.slice(1).split("|"))
}

const defender = Defender.layerNoDeps.pipe(Layer.provide([Sample.layer(), TransportSettings.layer]))

layer(defender)("what people type finds what they mean in the sample fleet", (it) => {
  for (const [typed = "", expected = ""] of rows.map((row) => row.split("\t"))) {
    it.effect(typed, () =>
      Effect.gen(function* () {
        const { search } = yield* Defender
        expectation(expected, yield* search(typed))
      })
    )
  }
})
