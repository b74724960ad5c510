import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import { DistributionFilter, SoftwareId, VersionDistribution, VersionOrder } from "../../src/index.ts"
import { make } from "../../src/inventory/VersionDistribution.ts"

const count = (maximum: number) => Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum: 0, maximum })))

const Row = Schema.Struct({ version: Schema.String, installations: count(1_000_000), vulnerabilities: count(50) })
const Rows = Schema.Array(Row)

const software = {
  id: SoftwareId.make("microsoft-_-edge"),
  vendor: "microsoft",
  name: "edge",
  displayName: "Microsoft Edge"
}
const source = {
  cloud: "sample",
  freshness: "live",
  retrievedAt: DateTime.makeUnsafe("2026-11-23T21:40:00Z")
} as const

const answer = (rows: typeof Rows.Type, filter: DistributionFilter = {}) => make({ software, source, rows, filter })

const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((total, number) => total + number, 0)

describe("VersionDistribution", () => {
  it.effect.prop("shares add up to 1, and nothing divides by zero", { rows: Rows }, ({ rows }) =>
    Effect.sync(() => {
      const { summary, versions } = answer(rows)
      const shares = sum(versions.map(({ share }) => share))
      assert.approximately(shares, summary.installations === 0 ? 0 : 1, 1e-9)
      for (const share of [summary.vulnerableShare, summary.newestShare]) assert.isTrue(share >= 0 && share <= 1)
    })
  )

  it.effect.prop("every row is there once, newest first", { rows: Rows }, ({ rows }) =>
    Effect.sync(() => {
      const { versions } = answer(rows)
      assert.sameDeepMembers(
        versions.map(({ share: _share, ...row }) => row),
        [...rows]
      )
      for (const [at, { version }] of versions.entries()) {
        const before = versions[at - 1]
        if (before !== undefined) assert.isAtLeast(VersionOrder.order(before.version, version), 0)
      }
    })
  )

  it.effect.prop(
    "the summary is of the whole, whatever the filter shows, and nothing is cut silently",
    { rows: Rows, filter: DistributionFilter },
    ({ filter, rows }) =>
      Effect.sync(() => {
        const whole = answer(rows)
        const part = answer(rows, filter)
        assert.deepStrictEqual(part.summary, whole.summary)
        assert.strictEqual(part.versions.length + part.omitted, rows.length)
        for (const { version, vulnerabilities } of part.versions) {
          if (filter.vulnerableOnly === true) assert.isAbove(vulnerabilities, 0)
          if (filter.below !== undefined) assert.isTrue(VersionOrder.isBelow(version, filter.below))
          if (filter.atLeast !== undefined) assert.isFalse(VersionOrder.isBelow(version, filter.atLeast))
        }
        if (filter.top !== undefined) assert.isAtMost(part.versions.length, filter.top)
      })
  )

  it.effect.prop("survives JSON", { rows: Rows, filter: DistributionFilter }, ({ filter, rows }) =>
    Effect.gen(function* () {
      const codec = Schema.fromJsonString(VersionDistribution)
      const made = answer(rows, filter)
      assert.deepStrictEqual(yield* Schema.decodeEffect(codec)(yield* Schema.encodeEffect(codec)(made)), made)
    })
  )

  it("below and at least split a distribution in two", () => {
    const rows = ["1.0", "2.0", "10.0", "beta", ""].map((version) => ({
      version,
      installations: 1,
      vulnerabilities: 0
    }))
    assert.strictEqual(answer(rows, { below: "2" }).omitted + answer(rows, { atLeast: "2" }).omitted, rows.length)
  })

  const one = { version: "1.0", installations: 1, vulnerabilities: 3 }
  const sentences = [
    [[], "No device reports a version of this software."],
    [[{ ...one, installations: 0 }], "1 version on 0 installations."],
    [
      [one],
      "1 version on 1 installation. 1 installation (100 %) has known vulnerabilities. 1 (100 %) runs the newest version seen."
    ],
    [
      [one, { version: "2.0", installations: 41_200, vulnerabilities: 0 }],
      "2 versions on 41,201 installations. 1 installation (< 0.1 %) has known vulnerabilities. 41,200 (> 99.9 %) run the newest version seen."
    ],
    [
      [{ version: "2.0", installations: 2, vulnerabilities: 0 }],
      "1 version on 2 installations. None has known vulnerabilities. 2 (100 %) run the newest version seen."
    ]
  ] as const
  it.each(sentences)("says %j as a sentence", (rows, sentence) =>
    assert.strictEqual(answer(rows).summary.sentence, sentence)
  )

  it("names no newest version where there is none", () => {
    assert.notProperty(answer([]).summary, "newestVersion")
    assert.strictEqual(answer([{ ...one, version: "" }]).summary.newestVersion, "")
  })
})
