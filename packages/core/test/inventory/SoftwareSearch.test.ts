import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { SearchResult, SoftwareId } from "../../src/index.ts"
import { make } from "../../src/inventory/SoftwareSearch.ts"

/** A catalog from lines of `vendor name devices`; without devices the count is missing. */
const catalog = (...lines: ReadonlyArray<string>) =>
  lines.map((line) => {
    const [vendor = "", name = "", devices] = line.split(" ")
    return {
      id: SoftwareId.make(`${vendor}-_-${name}`),
      vendor,
      name,
      ...(devices !== undefined && { installedMachines: Number(devices) })
    }
  })

const browsers = make(
  catalog(
    "google chrome 52300",
    "google chrome_remote_desktop 420",
    "microsoft edge 751",
    "microsoft edge_chromium-based 58900"
  )
)

const ids = ({ candidates }: SearchResult) => candidates.map(({ id }) => id as string)

describe("one software is meant when", () => {
  it("its name is what was typed, and nothing that contains it is on more devices", () => {
    const result = browsers.search("chrome")
    assert.deepStrictEqual([result.outcome, ids(result)], ["one", ["google-_-chrome"]])
  })

  it("no other has every word", () => {
    assert.deepStrictEqual(ids(browsers.search("edge chromium")), ["microsoft-_-edge_chromium-based"])
    assert.deepStrictEqual(ids(browsers.search("remote chrome")), ["google-_-chrome_remote_desktop"])
  })

  it("its id was typed, whatever else fits", () => {
    const { candidates } = browsers.search("microsoft-_-edge")
    assert.deepStrictEqual(
      candidates.map(({ id, score }) => [id, score]),
      [[SoftwareId.make("microsoft-_-edge"), 1]]
    )
  })

  const asides = [
    "Google Chrome",
    "  “chrome”  ",
    "CHROME!",
    "chorme",
    "crome",
    "chrome browser",
    "google chrome 131.0.6778.86"
  ]
  it.each(asides)("vendor, case, quotes, misspelling and versions are left aside: %s", (text) => {
    const result = browsers.search(text)
    assert.deepStrictEqual([result.outcome, ids(result)[0]], ["one", "google-_-chrome"])
  })
})

describe("somebody is asked when", () => {
  it("what contains the name is on more devices", () => {
    const result = browsers.search("edge")
    assert.strictEqual(result.outcome, "several")
    assert.sameMembers(ids(result), ["microsoft-_-edge", "microsoft-_-edge_chromium-based"])
  })

  it("two have the same name", () => {
    const { outcome, candidates } = make(catalog("putty putty 5200", "simon_tatham putty 740")).search("putty")
    assert.deepStrictEqual([outcome, candidates.length], ["several", 2])
  })

  it("the vendor's other software is on more devices", () => {
    const result = make(catalog("splunk splunk 115", "splunk universal_forwarder 375")).search("splunk")
    assert.deepStrictEqual([result.outcome, ids(result)[0]], ["several", "splunk-_-splunk"])
  })
})

describe("where device counts are missing", () => {
  it("the exact name is answered, and the others are named beside it", () => {
    const result = make(catalog("adobe acrobat", "adobe acrobat_dc", "adobe acrobat_reader_dc 41200")).search("acrobat")
    assert.strictEqual(result.outcome, "one")
    assert.strictEqual(ids(result)[0], "adobe-_-acrobat")
    assert.sameMembers(ids(result).slice(1), ["adobe-_-acrobat_dc", "adobe-_-acrobat_reader_dc"])
  })

  it("a known larger one is still asked about", () => {
    const result = make(catalog("adobe acrobat 310", "adobe acrobat_dc", "adobe acrobat_reader_dc 41200")).search(
      "acrobat"
    )
    assert.strictEqual(result.outcome, "several")
  })
})

describe("nothing is meant when", () => {
  it.each(["nothing like this", "minecraft", "", "   ", "…", "\ud800"])("%j is typed", (text) =>
    assert.strictEqual(browsers.search(text).outcome, "none")
  )

  it("no software has the words; the nearest are named", () => {
    const result = browsers.search("microsoft word")
    assert.strictEqual(result.outcome, "none")
    assert.include(ids(result), "microsoft-_-edge")
  })

  it("the inventory is empty", () => {
    assert.deepStrictEqual(make([]).search("chrome"), {
      query: "chrome",
      outcome: "none",
      candidates: [],
      omitted: 0
    })
  })
})

describe("any text at all", () => {
  it.effect.prop("gets an answer of the right shape, best first", { text: Schema.String }, ({ text }) =>
    Effect.sync(() => {
      const result = browsers.search(text)
      assert.isTrue(Schema.is(SearchResult)(result))
      const scores = result.candidates.map(({ score }) => score)
      assert.deepStrictEqual(
        scores,
        scores.toSorted((a, b) => b - a)
      )
      if (result.outcome !== "none") assert.isNotEmpty(result.candidates)
    })
  )

  it.effect.prop("that is an id of the inventory means just that", { at: Schema.Int }, ({ at }) =>
    Effect.sync(() => {
      const all = catalog("microsoft .net 1", "logitech options+ 2", "intel proset/wireless 3", "brother iprint&scan 4")
      const { id } = all[Math.abs(at) % all.length] ?? { id: "" }
      assert.deepStrictEqual(ids(make(all).search(id)), [id])
    })
  )
})
