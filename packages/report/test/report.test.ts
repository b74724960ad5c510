import { SoftwareId, VersionDistribution } from "@defender-versions/core"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import { Candidates, Csv, Json, Markdown, Table } from "../src/index.ts"

const edge: VersionDistribution = {
  software: {
    id: SoftwareId.make("microsoft-_-edge"),
    vendor: "microsoft",
    name: "edge",
    displayName: "Microsoft Edge"
  },
  source: { cloud: "sample", freshness: "live", retrievedAt: DateTime.makeUnsafe("2026-11-23T21:40:12Z") },
  summary: {
    versions: 2,
    installations: 751,
    vulnerableInstallations: 1,
    vulnerableShare: 1 / 751,
    newestVersion: "11.0.18363.535",
    newestShare: 750 / 751,
    sentence: "2 versions on 751 installations."
  },
  versions: [
    { version: "11.0.18363.535", installations: 750, vulnerabilities: 0, share: 750 / 751 },
    { version: "11.0.17134.1039", installations: 1, vulnerabilities: 11, share: 1 / 751 }
  ],
  filter: {},
  omitted: 0
}

const empty: VersionDistribution = { ...edge, versions: [] }
const stale: VersionDistribution = {
  ...edge,
  source: {
    cloud: "gcc-high",
    host: "localhost:8443",
    retrievedAt: edge.source.retrievedAt,
    freshness: "stale",
    ageSeconds: 7300,
    reason: "Defender could not be asked: it answered 503."
  }
}

const terminal = (width: number): Table.Style => ({ width, color: false, bars: true })

describe("a table", () => {
  it("looks as drawn", () => {
    const [title, ...rest] = Table.render(edge, terminal(100)).split("\n")
    assert.match(title ?? "", /^Microsoft Edge {2}microsoft-_-edge +sample data · asked 2026-11-23 21:40 UTC$/)
    assert.strictEqual(title?.length, 100)
    assert.deepStrictEqual(rest, [
      "2 versions on 751 installations.",
      "",
      "  VERSION          INSTALLATIONS   SHARE                        VULNERABILITIES",
      "  11.0.18363.535             750  99.9 %  ████████████████████                –",
      "  11.0.17134.1039              1   0.1 %  ▏                                  11"
    ])
  })

  it.each([40, 50, 60, 79, 80, 120, Number.POSITIVE_INFINITY])("fits into %s columns", (width) => {
    for (const line of Table.render(edge, terminal(width)).split("\n").slice(3)) assert.isAtMost(line.length, width)
  })

  it("is only colourful where it may be", () => {
    const coloured = Table.render(edge, { width: 100, color: true, bars: true })
    assert.include(coloured, "\u001b[")
    assert.strictEqual(coloured.replaceAll(/\u001b\[\d+m/g, ""), Table.render(edge, terminal(100)))
  })

  it("says that an answer is stale, how old it is and why", () => {
    const text = Table.render(stale, Table.plain)
    assert.include(text, "gcc-high at localhost:8443 · asked 2026-11-23 21:40 UTC · stale, 2 h old")
    assert.include(text, "Defender could not be asked now. Defender could not be asked: it answered 503.")
  })

  it("of nothing has no rows, and is an answer", () => {
    assert.deepStrictEqual(Table.render(empty, Table.plain).split("\n").slice(1), [edge.summary.sentence])
    assert.notInclude(Markdown.render(empty), "|")
  })
})

const Hostile = Schema.Struct({ version: Schema.String, displayName: Schema.String })
const withText = ({ displayName, version }: typeof Hostile.Type): VersionDistribution => ({
  ...edge,
  software: { ...edge.software, displayName },
  versions: [{ version, installations: 1, vulnerabilities: 0, share: 1 }]
})

describe("whatever text Defender has", () => {
  it.effect.prop("a table has a line for each row and no character that can't be seen", { text: Hostile }, ({ text }) =>
    Effect.sync(() => {
      const lines = Table.render(withText(text), Table.plain).split("\n")
      assert.lengthOf(lines, 5)
      assert.notMatch(lines.join(""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    })
  )

  it.effect.prop("a CSV row has the same number of cells, and none is a formula", { text: Hostile }, ({ text }) =>
    Effect.gen(function* () {
      const csv = yield* Csv.render(withText(text))
      const [, row = "", ...rest] = csv.split("\r\n")
      assert.deepStrictEqual(rest, [""])
      const cells = row.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.filter((cell) => cell !== "") ?? []
      assert.lengthOf(cells, 8)
      for (const cell of cells) assert.notMatch(cell, /^"?\s*[=+\-@]/)
    })
  )

  it.effect.prop("a Markdown row has four cells and no HTML", { text: Hostile }, ({ text }) =>
    Effect.sync(() => {
      const markdown = Markdown.render(withText(text))
      const rows = markdown.split("\n").filter((line) => line.startsWith("|"))
      assert.lengthOf(rows, 3)
      const bare = (rows[2] ?? "").replaceAll(/\\[^\s\w]/g, "")
      assert.lengthOf(bare.split("|"), 6)
      assert.notMatch(bare, /[<>`[\]]/)
    })
  )

  it.effect.prop("JSON is the same answer, on characters a terminal can show", { text: Hostile }, ({ text }) =>
    Effect.gen(function* () {
      const json = Json.render(withText(text))
      assert.notMatch(json.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      const decoded = yield* Schema.decodeEffect(Schema.fromJsonString(VersionDistribution))(json)
      assert.deepStrictEqual(decoded, withText(text))
    })
  )
})

describe("candidates", () => {
  const candidate = (id: string, installedMachines?: number) => ({
    id: SoftwareId.make(id),
    name: "",
    vendor: "",
    score: 1,
    ...(installedMachines !== undefined && { installedMachines })
  })

  it("are a list with aligned counts, where there are any", () => {
    const list = Candidates.render([candidate("a-_-long", 41_200), candidate("b", 1), candidate("c")])
    assert.deepStrictEqual(list.split("\n"), ["  a-_-long   on 41,200 devices", "  b          on      1 device", "  c"])
  })
})
