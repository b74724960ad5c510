import { DefenderError, printable } from "@defender-versions/core"
import { Candidates } from "@defender-versions/report"
import { Cause, Console, Effect, Option } from "effect"
import { CliError } from "effect/cli"

const program = "defender-versions"
const mostShown = 10

const ofError = (error: DefenderError): string => {
  const { reason } = error
  if (reason._tag !== "AmbiguousName") return printable(reason.message)
  const shown = reason.candidates.slice(0, mostShown)
  const more = reason.candidates.length - shown.length
  return [
    `Several software match "${printable(reason.query)}":`,
    Candidates.render(shown),
    ...(more > 0 ? [`  and ${more} more: ${program} search ${printable(reason.query)}`] : []),
    `Say which one: ${program} ${shown[0] === undefined ? "" : printable(shown[0].id)}`
  ].join("\n")
}

/** Says on standard error why there is no answer: in one paragraph, and without a stack trace. */
export const report = (cause: Cause.Cause<unknown>): Effect.Effect<void> => {
  if (Cause.hasInterruptsOnly(cause)) return Effect.void
  const error = Option.getOrUndefined(Cause.findErrorOption(cause))
  if (error instanceof DefenderError) return Console.error(ofError(error))
  if (CliError.isCliError(error) && error._tag === "ShowHelp") return Effect.void
  return Effect.andThen(
    Console.error(`${program} failed in a way it should not have. Run it again with LOG_LEVEL=debug, and report it.`),
    Effect.logDebug(cause)
  )
}
