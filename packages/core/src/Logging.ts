import { Effect, Layer, Logger, References, Schema } from "effect"
import { withDefault } from "./Variable.ts"

const logLevel = withDefault("LOG_LEVEL", {
  description: "How much is logged, on standard error.",
  schema: Schema.Literals(["trace", "debug", "info", "warn", "error", "none"]),
  expected: "one of trace, debug, info, warn, error, none",
  default: "warn"
})

const logFormat = withDefault("LOG_FORMAT", {
  description: "How it is logged: for people or, one object a line, for machines.",
  schema: Schema.Literals(["pretty", "json"]),
  expected: "pretty or json",
  default: "pretty"
})

export const variables = [logLevel, logFormat]

const levels = { trace: "Trace", debug: "Debug", info: "Info", warn: "Warn", error: "Error", none: "None" } as const

/** Logs to standard error, as the environment says. Standard output is for answers. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const level = levels[yield* logLevel.read]
    const logger =
      (yield* logFormat.read) === "json" ? Logger.withConsoleError(Logger.formatJson) : Logger.consolePretty()
    return Layer.mergeAll(
      Logger.layer([logger]),
      Layer.succeed(References.MinimumLogLevel, level),
      Layer.succeed(Logger.LogToStderr, true)
    )
  })
)
