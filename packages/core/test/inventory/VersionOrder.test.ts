import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { VersionOrder } from "../../src/index.ts"

const { isBelow, newestFirst, order } = VersionOrder

/** Versions as Defender reports them, and texts that are none. */
const Version = Schema.Union([
  Schema.String.pipe(Schema.check(Schema.isPattern(/^\d{1,4}(\.\d{1,5}){0,4}$/))),
  Schema.String.pipe(
    Schema.check(Schema.isPattern(/^(\d:)?\d{1,3}(\.\d{1,3}){0,3}(-\d|~rc\d|-beta|R\d|[a-f])?(\.el9_\d)?$/))
  ),
  Schema.String
])

/** From oldest to newest. */
const chains: ReadonlyArray<ReadonlyArray<string>> = [
  ["9.0.1", "131.0.6778.9", "131.0.6778.86"],
  ["1.0~rc1", "1.0-alpha", "1.0-beta.2", "1.0-rc1", "1.0", "1.0-3", "1.0-3.el9", "1.0f", "1.0.1"],
  ["3.9-3", "3.9.1-1", "0:3.9.18-3.el9_4.6", "0:3.9.18-3.el9_4.10", "1:0.1"],
  ["1.0.2a", "1.0.2k", "1.0.2zb", "1.0.3"],
  ["22.7R2.4", "22.7R2.5", "22.7R2.10", "22.20.2.2"],
  ["24.003.20112", "24.3.20113", "v24.4", "V25"],
  ["", "unknown", "0.68", "2015-2022"],
  ["1.8.0_202", "1.8.0_392", "17.0.9+9", "17.0.9+11"],
  ["99999999999999999998.1", "99999999999999999999.0", "100000000000000000000"]
]

describe("version order", () => {
  it.each(chains.map((chain) => [chain.join(" < "), chain] as const))("%s", (_name, chain) => {
    for (const [at, newer] of chain.entries()) {
      for (const older of chain.slice(0, at)) assert.strictEqual(order(older, newer), -1, `${older} < ${newer}`)
    }
  })

  it.effect.prop("is antisymmetric: 0 only for the same text", { a: Version, b: Version }, ({ a, b }) =>
    Effect.sync(() => {
      assert.strictEqual(order(a, b) + order(b, a), 0)
      assert.strictEqual(order(a, b) === 0, a === b)
    })
  )

  it.effect.prop("is transitive", { a: Version, b: Version, c: Version }, ({ a, b, c }) =>
    Effect.sync(() => {
      const [first = "", second = "", third = ""] = [a, b, c].toSorted(order)
      assert.isAtMost(order(first, second), 0)
      assert.isAtMost(order(second, third), 0)
      assert.isAtMost(order(first, third), 0)
    })
  )

  it.effect.prop("reads plain numbers as it reads anything else", { version: Version }, ({ version }) =>
    Effect.sync(() => {
      if (/^\d[\d.]*$/.test(version))
        assert.strictEqual(VersionOrder.sortKey(`v${version}`), VersionOrder.sortKey(version))
    })
  )

  it.effect.prop("sorting drops and merges no row", { versions: Schema.Array(Version) }, ({ versions }) =>
    Effect.sync(() => {
      const rows = versions.map((version, at) => ({ version, at }))
      const sorted = newestFirst(rows)
      assert.deepStrictEqual(
        sorted.map(({ at }) => at).toSorted((a, b) => a - b),
        rows.map(({ at }) => at)
      )
      assert.deepStrictEqual(
        sorted.map(({ version }) => version),
        versions.toSorted((a, b) => order(b, a))
      )
    })
  )

  const part = Schema.Literals([0, 1, 2, 9, 10, 6778, 67_108_863, 67_108_864])
  const Plain = Schema.Array(part).pipe(Schema.check(Schema.isMinLength(1), Schema.isMaxLength(5)))

  it.effect.prop("sorts plain numbers as it orders any two", { list: Schema.Array(Plain) }, ({ list }) =>
    Effect.sync(() => {
      const rows = list.map((parts) => ({ version: parts.join(".") }))
      assert.deepStrictEqual(
        newestFirst(rows),
        rows.toSorted((a, b) => order(b.version, a.version))
      )
    })
  )

  it("takes padding zeros, leading zeros and a leading v for nothing", () => {
    for (const [left, right] of [
      ["83.0", "83.0.0.0"],
      ["10.03.1", "10.3.1"],
      ["v1.2", "1.2"],
      ["1.0", "1"]
    ] as const) {
      assert.isFalse(isBelow(left, right) || isBelow(right, left))
      assert.notStrictEqual(order(left, right), 0)
    }
  })

  it("is quick on a text of 100,000 characters", () => {
    assert.strictEqual(order("1.".repeat(50_000), `${"1.".repeat(50_000)}1`), -1)
  })
})
