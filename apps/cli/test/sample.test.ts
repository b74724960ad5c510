import { VersionDistribution } from "@defender-versions/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { cli } from "./Process.ts"

const sample = (...args: ReadonlyArray<string>) => cli([...args, "--cloud", "sample"])

const lines = (text: string) => text.trimEnd().split("\n")

describe("the command line on the sample fleet", () => {
  it.live("prints the distribution of a name, labelled as sample data, plain when piped", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* sample("chrome")
      assert.deepStrictEqual([code, stderr], [0, ""])
      const [title, sentence, , header, ...rows] = lines(stdout)
      assert.match(title ?? "", /^Google Chrome {2}google-_-chrome +sample data · asked \d{4}-\d\d-\d\d \d\d:\d\d UTC$/)
      assert.match(sentence ?? "", /^\d+ versions on [\d,]+ installations\. .+ run the newest version seen\.$/)
      assert.match(header ?? "", /^ {2}VERSION +INSTALLATIONS +SHARE +VULNERABILITIES$/)
      assert.isAbove(rows.length, 10)
      assert.notMatch(stdout, /[\u001b█]/)
    })
  )

  it.live("prints one JSON object, and nothing else on standard output", () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* sample("microsoft-_-edge", "--output", "json")
      assert.strictEqual(code, 0)
      const answer = yield* Schema.decodeUnknownEffect(Schema.fromJsonString(VersionDistribution))(stdout)
      assert.deepInclude(answer.source, { cloud: "sample", freshness: "live" })
      assert.deepStrictEqual(
        answer.versions.map(({ installations, version, vulnerabilities }) => [version, installations, vulnerabilities]),
        [
          ["11.0.18363.535", 750, 0],
          ["11.0.17134.1039", 1, 11]
        ]
      )
    })
  )

  it.live("takes several words without quotes, and flags before and after them", () =>
    Effect.gen(function* () {
      const line = "--top 2 acrobat reader dc --cloud sample --sort installations --output csv"
      const { code, stdout } = yield* cli(line.split(" "))
      assert.strictEqual(code, 0)
      const [header, ...rows] = lines(stdout)
      assert.strictEqual(header?.trim(), "software,version,installations,share,vulnerabilities,cloud,asked,freshness")
      assert.lengthOf(rows, 2)
      assert.match(rows[0] ?? "", /^adobe-_-acrobat_reader_dc,[\d.]+,\d+,0\.\d+,\d+,sample,\d{4}-.+Z,live\r?$/)
    })
  )

  it.live("shows what a filter leaves of the whole, and says what it leaves out", () =>
    Effect.gen(function* () {
      const whole = yield* sample("chrome", "--output", "json")
      const part = yield* sample("chrome", "--vulnerable", "--below", "150", "--at-least", "140", "--output", "json")
      const { omitted, summary, versions } = JSON.parse(part.stdout)
      assert.strictEqual(summary.versions, JSON.parse(whole.stdout).summary.versions)
      assert.strictEqual(versions.length + omitted, summary.versions)
      for (const { version, vulnerabilities } of versions) {
        assert.isTrue(Number.parseInt(version, 10) >= 140 && Number.parseInt(version, 10) < 150)
        assert.isAbove(vulnerabilities, 0)
      }
      const table = yield* sample("chrome", "--top", "3")
      assert.match(table.stdout, /\d+ of \d+ versions not shown by the filter\./)
    })
  )

  it.live("writes Markdown", () =>
    Effect.gen(function* () {
      const { stdout } = yield* sample("microsoft-_-edge", "-o", "markdown")
      assert.include(stdout, "| 11.0.18363.535 | 750 | 99.9 % | 0 |")
      assert.match(stdout, /_sample data · asked .+ UTC_\n$/)
    })
  )

  it.live("lists the candidates on standard error when several match, and ends with 2", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* sample("acrobat")
      assert.deepStrictEqual([code, stdout], [2, ""])
      assert.deepStrictEqual(lines(stderr), [
        'Several software match "acrobat":',
        "  adobe-_-acrobat_reader_dc   on 41,200 devices",
        "  adobe-_-acrobat_dc          on  5,100 devices",
        "  adobe-_-acrobat_reader      on    880 devices",
        "  adobe-_-acrobat             on    310 devices",
        "Say which one: defender-versions adobe-_-acrobat_reader_dc"
      ])
    })
  )

  it.live.each([
    [["nothing", "like", "this"], 4],
    [["nobody-_-nothing"], 4],
    [["--bogus", "chrome"], 2],
    [["chrome", "--top", "0"], 2],
    [["chrome", "--top", "many"], 2],
    [["chrome", "--output", "xml"], 2],
    [["chrome", "--below", ""], 2],
    [[], 2],
    [["  "], 2],
    [["search"], 2],
    [["chrome", "--cloud", "mars"], 2]
  ] as const)("%j ends with %i: a line on standard error, nothing on standard output", ([args, expected]) =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* cli(args, { env: { DEFENDER_CLOUD: "sample" } })
      assert.deepStrictEqual([code, stdout], [expected, ""])
      assert.lengthOf(lines(stderr), 1)
      assert.notMatch(stderr, /\n {4}at |Schema validation/)
    })
  )

  it.live("knows its version and its help", () =>
    Effect.gen(function* () {
      const version = yield* cli(["--version"])
      assert.match(version.stdout, /^defender-versions \d+\.\d+\.\d+\n$/)
      const help = yield* cli(["--help"])
      assert.strictEqual(help.code, 0)
      for (const flag of [
        "--cloud",
        "--output",
        "--below",
        "--at-least",
        "--vulnerable",
        "--sort",
        "--top",
        "search"
      ]) {
        assert.include(help.stdout, flag)
      }
    })
  )
})

describe("search", () => {
  it.live("lists what matches", () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* sample("search", "edge")
      assert.strictEqual(code, 0)
      assert.include(stdout, "microsoft-_-edge_chromium-based")
    })
  )

  it.live("reads a name a line, and answers a JSON object a line", () =>
    Effect.gen(function* () {
      const stdin = "chrome\r\n\n  edge  \nnothing like this"
      const { code, stderr, stdout } = yield* cli(["search", "-", "--cloud", "sample"], { stdin })
      assert.deepStrictEqual([code, stderr], [0, ""])
      const answers = lines(stdout).map((line) => JSON.parse(line))
      assert.deepStrictEqual(
        answers.map(({ outcome, query }) => [query, outcome]),
        [
          ["chrome", "one"],
          ["edge", "several"],
          ["nothing like this", "none"]
        ]
      )
      assert.deepStrictEqual(Object.keys(answers[0].candidates[0]).toSorted(), [
        "id",
        "installedMachines",
        "name",
        "score",
        "vendor"
      ])
    })
  )

  it.live("asks for software called search after --", () =>
    Effect.gen(function* () {
      const { code, stderr } = yield* cli(["--cloud", "sample", "--", "search"])
      assert.strictEqual(code, 4)
      assert.include(stderr, '"search"')
    })
  )
})
