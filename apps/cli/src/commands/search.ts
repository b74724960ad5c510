import { Defender, printable, type SearchResult } from "@defender-versions/core"
import { Candidates, Json } from "@defender-versions/report"
import { Console, Effect, Stdio, Stream } from "effect"
import { withProgress } from "../Progress.ts"

export const formats = ["table", "json"] as const
type Format = (typeof formats)[number]

const text = ({ candidates, outcome, query }: SearchResult): string => {
  const name = `"${printable(query)}"`
  if (outcome === "one") return Candidates.render(candidates)
  if (outcome === "several") return `Several software match ${name}:\n${Candidates.render(candidates)}`
  const nearest = candidates.length === 0 ? "" : ` The nearest:\n${Candidates.render(candidates)}`
  return `No software in Defender's inventory matches ${name}.${nearest}`
}

/** Prints what a text means in Defender's inventory. */
export const search = Effect.fn("cli.search")(function* (query: string, format: Format) {
  const defender = yield* Defender
  const result = yield* withProgress(defender.search(query))
  yield* Console.log(format === "json" ? Json.renderSearch(result) : text(result))
})

/** Reads a name a line from standard input, and prints what each means as a JSON object a line. */
export const searchLines = Effect.fn("cli.searchLines")(function* () {
  const defender = yield* Defender
  const stdio = yield* Stdio.Stdio
  yield* stdio.stdin.pipe(
    Stream.decodeText(),
    Stream.splitLines,
    Stream.map((line) => line.trim()),
    Stream.filter((line) => line !== ""),
    Stream.runForEach((line) =>
      Effect.flatMap(withProgress(defender.search(line)), (result) => Console.log(Json.renderSearch(result)))
    )
  )
})
