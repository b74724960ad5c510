import { SoftwareId, VersionOrder } from "@defender-versions/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Fleet } from "../../src/index.ts"

const between = (minimum: number, maximum: number) =>
  Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum, maximum })))

const day = 86_400_000
const start = Date.UTC(2025, 0, 1)
const Moment = between(start, start + 1200 * day)

const standard = Fleet.make(Fleet.defaultFleet)
const now = Date.UTC(2026, 10, 23)
const ids = standard.inventory(now).map(({ id }) => id)
const edge = SoftwareId.make("microsoft-_-edge")
const chrome = SoftwareId.make("google-_-chrome")

const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((total, number) => total + number, 0)

describe("the fleet", () => {
  it("has the 557 products of the catalog on the devices it says", () => {
    const inventory = standard.inventory(now)
    assert.lengthOf(inventory, 557)
    const counts = new Map(inventory.map(({ id, installedMachines }) => [id as string, installedMachines]))
    assert.strictEqual(counts.get("google-_-chrome"), 52_300)
    assert.strictEqual(counts.get("microsoft-_-windows_11"), 41_200)
    assert.strictEqual(counts.get("intel-_-proset/wireless_software"), 210)
  })

  it.effect.prop(
    "installedMachines are the distinct devices that report a version, and no more than the installations",
    { at: between(0, ids.length - 1), moment: Moment },
    ({ at, moment }) =>
      Effect.sync(() => {
        const id = ids[at] ?? edge
        const installations = [...standard.installations(id, moment)]
        const devices = new Set(installations.map(({ device }) => device))
        assert.strictEqual(devices.size, standard.software(id, moment)?.installedMachines)
        const rows = standard.distribution(id, moment)
        for (const { installations: count, version } of rows) {
          assert.lengthOf(
            installations.filter((installation) => installation.version === version),
            count
          )
        }
        assert.strictEqual(sum(rows.map((row) => row.installations)), installations.length)
        assert.isAtLeast(installations.length, devices.size)
        for (const device of devices) assert.isTrue(device >= 0 && device < 60_000)
      })
  )

  it.effect.prop(
    "a newer version's share never falls as the clock moves",
    { at: between(0, ids.length - 1), moment: Moment, later: between(1, 200) },
    ({ at, later, moment }) =>
      Effect.sync(() => {
        const id = ids[at] ?? edge
        const before = standard.distribution(id, moment)
        const after = standard.distribution(id, moment + later * day)
        const newest = VersionOrder.newestFirst(before.filter(({ version }) => /^\d/.test(version)))[0]?.version ?? ""
        const share = (rows: typeof before) => {
          const total = sum(rows.map(({ installations }) => installations))
          const newer = rows.filter(({ version }) => !VersionOrder.isBelow(version, newest))
          return sum(newer.map(({ installations }) => installations)) / total
        }
        assert.isAtLeast(share(after), share(before) * 0.98)
      })
  )

  it("the same seed is the same fleet, and another seed another one", () => {
    const again = Fleet.make(Fleet.defaultFleet)
    const other = Fleet.make({ ...Fleet.defaultFleet, seed: 2 })
    assert.deepStrictEqual(again.distribution(chrome, now), standard.distribution(chrome, now))
    assert.notDeepEqual(other.distribution(chrome, now), standard.distribution(chrome, now))
  })

  it("answers Microsoft's documented example to the letter, at any time", () => {
    for (const moment of [start, now]) {
      assert.deepStrictEqual(standard.distribution(edge, moment), [
        { version: "11.0.17134.1039", installations: 1, vulnerabilities: 11 },
        { version: "11.0.18363.535", installations: 750, vulnerabilities: 0 }
      ])
    }
  })

  it("older versions have no fewer vulnerabilities", () => {
    const rows = VersionOrder.newestFirst(standard.distribution(chrome, now))
    assert.isAbove(rows.length, 10)
    assert.strictEqual(rows[0]?.vulnerabilities, 0)
    for (const [at, row] of rows.entries()) assert.isAtLeast(row.vulnerabilities, rows[at - 1]?.vulnerabilities ?? 0)
  })

  it("has odd versions in it", () => {
    const versions = ids.flatMap((id) => standard.distribution(id, now).map(({ version }) => version))
    for (const odd of ["", "unknown", "vNext"]) assert.include(versions, odd)
    assert.isTrue(versions.some((version) => /^0:.+\.el9_/.test(version)))
    assert.isTrue(versions.some((version) => /^\d+\.\dR\d/.test(version)))
  })

  it("grows to 100,000 devices and 10,000 products", () => {
    const large = Fleet.make({ devices: 100_000, products: 10_000, seed: 3 })
    const inventory = large.inventory(now)
    assert.lengthOf(new Set(inventory.map(({ id }) => id)), 10_000)
    assert.strictEqual(large.software(chrome, now)?.installedMachines, Math.round((52_300 * 100_000) / 60_000))
  })
})
