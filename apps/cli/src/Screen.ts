import type { Table } from "@defender-versions/report"
import { Config, Context, Effect, Layer, Option, Stdio, Terminal } from "effect"

/** What the program writes to: a terminal somebody looks at, or a file or pipe. */
export class Screen extends Context.Service<
  Screen,
  {
    /** How answers may look. */
    readonly style: Table.Style
    /** Whether there is somebody to ask, and a place to show the question. */
    readonly isInteractive: boolean
    /** Whether progress can be drawn over and wiped away. */
    readonly hasLiveProgress: boolean
  }
>()("defender-versions/Screen") {
  static readonly layer = Layer.effect(
    Screen,
    Effect.gen(function* () {
      const stdio = yield* Stdio.Stdio
      const terminal = yield* Terminal.Terminal
      const isTerminal = yield* stdio.stdoutIsTerminal
      const noColor = yield* Config.option(Config.NonEmptyString("NO_COLOR"))
      const columns = yield* terminal.columns
      return {
        style: {
          width: isTerminal && columns > 0 ? columns : Number.POSITIVE_INFINITY,
          color: isTerminal && Option.isNone(noColor),
          bars: isTerminal
        },
        isInteractive: isTerminal && (yield* stdio.stdinIsTerminal),
        hasLiveProgress: yield* stdio.stderrIsTerminal
      }
    })
  )
}
