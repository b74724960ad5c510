import { Effect } from "effect"
import { Argument, CliError, Command, Flag } from "effect/cli"
import * as AskedCloud from "./AskedCloud.ts"
import * as distribution from "./commands/distribution.ts"
import * as searching from "./commands/search.ts"
import * as flags from "./flags.ts"

const software = Argument.String("software").pipe(
  Argument.withDescription("A name as people say it, or a software id; several words need no quotes"),
  Argument.variadic()
)

/** The words of a name, or a word on what is missing. */
const nameOf = (words: ReadonlyArray<string>) => {
  const name = words.join(" ").trim()
  return name === "" ? Effect.fail(missing) : Effect.succeed(name)
}

const missing = new CliError.ShowHelp({
  commandPath: ["defender-versions"],
  errors: [new CliError.UserError({ cause: undefined, userMessage: "Say which software: defender-versions chrome" })]
})

const search = Command.make("search", {
  software,
  output: Flag.Literals("output", searching.formats).pipe(
    Flag.withDescription("How the candidates are written"),
    Flag.withDefault("table")
  )
}).pipe(
  Command.withDescription(
    'What a name means in Defender\'s inventory. "search -" reads a name a line, and answers in JSON'
  ),
  Command.withHandler(
    Effect.fnUntraced(function* ({ output, software: words }) {
      const { cloud } = yield* root
      const name = yield* nameOf(words)
      const answer = name === "-" ? searching.searchLines() : searching.search(name, output)
      yield* Effect.provide(answer, AskedCloud.layer(cloud))
    })
  )
)

const root = Command.make("defender-versions", {
  software,
  output: Flag.Literals("output", distribution.formats).pipe(
    Flag.withAlias("o"),
    Flag.withDescription("How the answer is written"),
    Flag.withDefault("table")
  ),
  below: flags.below,
  atLeast: flags.atLeast,
  vulnerable: flags.vulnerable,
  sort: flags.sort,
  top: flags.top
}).pipe(
  Command.withSharedFlags({ cloud: flags.cloud }),
  Command.withDescription(
    "Which versions of a software do we run, on how many installations, and which are vulnerable?"
  ),
  Command.withExamples([
    { command: "defender-versions chrome", description: "Ask by name" },
    { command: "defender-versions adobe acrobat reader dc --vulnerable", description: "Only what is vulnerable" },
    { command: "defender-versions google-_-chrome --below 155 --output csv", description: "Ask by software id" },
    { command: "defender-versions edge --cloud sample", description: "Try it without a tenant" }
  ]),
  Command.withHandler(
    Effect.fnUntraced(function* (input) {
      const name = yield* nameOf(input.software)
      const options = { filter: distribution.filterOf(input), format: input.output }
      yield* Effect.provide(distribution.ask(name, options), AskedCloud.layer(input.cloud))
    })
  )
)

/** The command line. */
export const cli = root.pipe(Command.withSubcommands([search]))
