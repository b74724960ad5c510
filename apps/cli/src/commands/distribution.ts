import {
  type Candidate,
  counted,
  Defender,
  type DistributionFilter,
  printable,
  type VersionDistribution
} from "@defender-versions/core"
import { Csv, Json, Markdown, Table } from "@defender-versions/report"
import { Console, Effect, Option } from "effect"
import { Prompt } from "effect/cli"
import { withProgress } from "../Progress.ts"
import { Screen } from "../Screen.ts"

export const formats = ["table", "json", "csv", "markdown"] as const
type Format = (typeof formats)[number]

const written = Effect.fnUntraced(function* (answer: VersionDistribution, format: Format) {
  const { style } = yield* Screen
  switch (format) {
    case "table":
      return Table.render(answer, style)
    case "json":
      return Json.render(answer)
    case "csv":
      return (yield* Csv.render(answer)).trimEnd()
    case "markdown":
      return Markdown.render(answer)
  }
})

/** Lets somebody at a terminal say which software is meant. */
const choose = (query: string, candidates: ReadonlyArray<Candidate>) =>
  Prompt.Select({
    message: `Several software match "${printable(query)}". Which one?`,
    choices: candidates.map(({ id, installedMachines }) => ({
      title: printable(id),
      value: id,
      ...(installedMachines !== undefined && { description: `on ${counted(installedMachines, "device")}` })
    }))
  })

/** Prints the version distribution of the software that `text` names. */
export const ask = Effect.fn("cli.distribution")(function* (
  text: string,
  options: { readonly filter: DistributionFilter; readonly format: Format }
) {
  const defender = yield* Defender
  const { isInteractive } = yield* Screen
  const distribution = (textOrId: string) => withProgress(defender.distribution(textOrId, options.filter))
  const answer = yield* distribution(text).pipe(
    Effect.catchReason("DefenderError", "AmbiguousName", ({ candidates, query }, error) =>
      isInteractive ? Effect.flatMap(choose(query, candidates), distribution) : Effect.fail(error)
    )
  )
  yield* Console.log(yield* written(answer, options.format))
})

/** A filter without what was not asked for. */
export const filterOf = (flags: {
  readonly below: Option.Option<string>
  readonly atLeast: Option.Option<string>
  readonly vulnerable: boolean
  readonly sort: NonNullable<DistributionFilter["sort"]>
  readonly top: Option.Option<number>
}): DistributionFilter => ({
  ...(Option.isSome(flags.below) && { below: flags.below.value }),
  ...(Option.isSome(flags.atLeast) && { atLeast: flags.atLeast.value }),
  ...(flags.vulnerable && { vulnerableOnly: true }),
  ...(flags.sort !== "version" && { sort: flags.sort }),
  ...(Option.isSome(flags.top) && { top: flags.top.value })
})
