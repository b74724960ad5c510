import { Array as Arr, Config, Duration, Effect, identity, Option, Result, Schema, SchemaTransformation } from "effect"

/** What is wrong with one environment variable, and what to do about it. */
const VariableProblem = Schema.Struct({
  variable: Schema.String,
  problem: Schema.String,
  remedy: Schema.String
})
/** The configuration lacks something or says something wrong: every problem at once, with the variables' names. */
export class Misconfigured extends Schema.TaggedError<Misconfigured>()("Misconfigured", {
  problems: Schema.NonEmptyArray(VariableProblem)
}) {
  override get message() {
    const problems = this.problems.map(({ variable, problem }) => `${variable} ${problem}`)
    const remedies = Arr.dedupe(this.problems.map(({ remedy }) => remedy)).filter((remedy) => remedy !== "")
    return [`The configuration needs attention: ${problems.join("; ")}.`, ...remedies].join(" ")
  }
}

/** One environment variable: its name, what it is for, what holds without it, and how it is read. */
export interface Variable<out A> {
  readonly name: string
  /** One line for the people who set it. */
  readonly description: string
  /** What holds when it is not set; `"required"` when it has to be. */
  readonly otherwise: string
  readonly read: Effect.Effect<A, Misconfigured>
}

interface Options<A, I extends string> {
  readonly description: string
  readonly schema: Schema.Codec<A, I>
  /** What a right value looks like, to follow the word "expected". */
  readonly expected: string
  /** A sentence that says how to come by a value. */
  readonly remedy?: string
}

const text = (name: string) =>
  Config.option(Config.String(name)).pipe(
    Effect.orElseSucceed(() => Option.none<string>()),
    Effect.map(Option.filter((value) => value.trim() !== ""))
  )

const problemWith = (name: string, problem: string, options: { readonly remedy?: string }) =>
  new Misconfigured({ problems: [{ variable: name, problem, remedy: options.remedy ?? "" }] })

const decode =
  <A, I extends string>(name: string, options: Options<A, I>) =>
  (value: string) =>
    Schema.decodeUnknownEffect(options.schema)(value).pipe(
      Effect.mapError(() => problemWith(name, `is not right (expected ${options.expected})`, options))
    )

/** A variable that has to be set. */
export const required = <A, I extends string>(name: string, options: Options<A, I>): Variable<A> => ({
  name,
  description: options.description,
  otherwise: "required",
  read: Effect.flatMap(
    text(name),
    Option.match({
      onNone: () => Effect.fail(problemWith(name, "is missing", options)),
      onSome: decode(name, options)
    })
  )
})

/** A variable with a value for when it is not set. */
export const withDefault = <A, I extends string>(
  name: string,
  options: Options<A, I> & { readonly default: I }
): Variable<A> => ({
  name,
  description: options.description,
  otherwise: options.default,
  read: Effect.flatMap(text(name), (value) => decode(name, options)(Option.getOrElse(value, () => options.default)))
})

/** A variable that may be left out. */
export const optional = <A, I extends string>(
  name: string,
  options: Options<A, I> & { readonly otherwise: string }
): Variable<Option.Option<A>> => ({
  name,
  description: options.description,
  otherwise: options.otherwise,
  read: Effect.flatMap(
    text(name),
    Option.match({
      onNone: () => Effect.succeed(Option.none<A>()),
      onSome: (value) => Effect.asSome(decode(name, options)(value))
    })
  )
})

/** Fails with every problem among `variables`, so that nobody mends a configuration one message at a time. */
export const checkAll = (variables: ReadonlyArray<Variable<unknown>>): Effect.Effect<void, Misconfigured> =>
  Effect.flatMap(
    Effect.all(
      variables.map(({ read }) => read),
      { mode: "result" }
    ),
    (results) => {
      const problems = results.filter(Result.isFailure).flatMap((result) => result.failure.problems)
      return Arr.isArrayNonEmpty(problems) ? Effect.fail(new Misconfigured({ problems })) : Effect.void
    }
  )

const units: Record<string, string> = { ms: "millis", s: "seconds", m: "minutes", h: "hours", d: "days" }

/** A length of time as people write it: `30s`, `5m`, `24h`, `30 seconds`. */
export const DurationText = Schema.String.pipe(
  Schema.decodeTo(
    Schema.DurationFromString,
    SchemaTransformation.transform({
      decode: (value) => value.trim().replace(/^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/, (_, n, unit) => `${n} ${units[unit]}`),
      encode: identity
    })
  ),
  Schema.check(Schema.makeFilter((duration) => Duration.isFinite(duration) && Duration.toMillis(duration) >= 0))
)
