import { DefenderError, type DefenderErrorReason } from "@defender-versions/core"
import { Cause, Exit, Option } from "effect"
import { CliError } from "effect/cli"

const other = 1
const usage = 2
const signIn = 3
const unknownSoftware = 4
const unavailable = 5
const interrupted = 130

const credentials = /^(AZURE_|DEFENDER_ACCESS_TOKEN$)/

const ofReason = (reason: DefenderErrorReason): number => {
  switch (reason._tag) {
    case "Misconfigured":
      return reason.problems.some(({ variable }) => credentials.test(variable)) ? signIn : usage
    case "AmbiguousName":
    case "InvalidSoftwareId":
      return usage
    case "SignInFailed":
    case "Unauthorized":
    case "Forbidden":
      return signIn
    case "UnknownSoftware":
      return unknownSoftware
    case "Throttled":
    case "Unavailable":
      return unavailable
    case "UnexpectedResponse":
      return other
  }
}

/**
 * The code the program ends with: 0 answered, 2 usage or several match, 3 sign-in or permission, 4 not in Defender's
 * inventory, 5 Defender unavailable or throttled, 130 interrupted, 1 anything else.
 */
export const of = (exit: Exit.Exit<unknown, unknown>): number => {
  if (Exit.isSuccess(exit)) return 0
  if (Cause.hasInterruptsOnly(exit.cause)) return interrupted
  const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
  if (error instanceof DefenderError) return ofReason(error.reason)
  return CliError.isCliError(error) ? usage : other
}
