import { Context, Duration, Effect, Layer, Schema } from "effect"
import { DurationText, withDefault } from "../Variable.ts"

const CallCount = Schema.FiniteFromString.pipe(Schema.check(Schema.isInt(), Schema.isGreaterThanOrEqualTo(1)))

const limitPerMinute = withDefault("DEFENDER_LIMIT_PER_MINUTE", {
  description: "How many calls any 60 seconds may hold.",
  schema: CallCount,
  expected: "a whole number of 1 or more",
  default: "100"
})

const limitPerHour = withDefault("DEFENDER_LIMIT_PER_HOUR", {
  description: "How many calls any 60 minutes may hold.",
  schema: CallCount,
  expected: "a whole number of 1 or more",
  default: "1500"
})

const retries = withDefault("DEFENDER_RETRIES", {
  description: "How many requests may follow one that failed for a reason that may pass.",
  schema: Schema.FiniteFromString.pipe(Schema.check(Schema.isInt(), Schema.isBetween({ minimum: 0, maximum: 10 }))),
  expected: "a whole number from 0 to 10",
  default: "3"
})

const duration = { schema: DurationText, expected: "a length of time such as 30s, 5m or 24h" }

const deadline = withDefault("DEFENDER_DEADLINE", {
  description: "How long a question may take, retries and waits included.",
  ...duration,
  default: "30s"
})

const cacheTtl = withDefault("DEFENDER_CACHE_TTL", {
  description: "How long a version distribution is answered from memory. The list of software is kept for an hour.",
  ...duration,
  default: "5m"
})

const staleMaxAge = withDefault("DEFENDER_STALE_MAX_AGE", {
  description: "How old the last known answer may be that is given, marked as stale, when Defender fails.",
  ...duration,
  default: "24h"
})

const cache = withDefault("DEFENDER_CACHE", {
  description: "`off` keeps no answers at all.",
  schema: Schema.Literals(["on", "off"]),
  expected: "on or off",
  default: "on"
})

export const variables = [limitPerMinute, limitPerHour, retries, deadline, cacheTtl, staleMaxAge, cache]

/** How requests travel: limits, patience and what is kept. */
export class TransportSettings extends Context.Service<
  TransportSettings,
  {
    readonly limitPerMinute: number
    readonly limitPerHour: number
    /** The time a call may take in all, retries and waits included. */
    readonly deadline: Duration.Duration
    /** The time one request may take. */
    readonly attemptTimeout: Duration.Duration
    /** How many requests may follow a first one that failed. */
    readonly retries: number
    /** The wait before the first retry. */
    readonly backoff: Duration.Duration
    /** How long an answer is given again; zero keeps none. */
    readonly cacheTtl: Duration.Duration
    /** How long the list of software is used; zero keeps none. */
    readonly catalogTtl: Duration.Duration
    /** How old an answer may be that stands in when Defender fails; zero keeps none. */
    readonly staleMaxAge: Duration.Duration
  }
>()("@defender-versions/core/transport/TransportSettings") {
  static readonly layer = Layer.effect(
    TransportSettings,
    Effect.gen(function* () {
      const keeps = (yield* cache.read) === "on"
      const kept = (time: Duration.Duration) => (keeps ? time : Duration.zero)
      return {
        limitPerMinute: yield* limitPerMinute.read,
        limitPerHour: yield* limitPerHour.read,
        deadline: yield* deadline.read,
        attemptTimeout: Duration.seconds(10),
        retries: yield* retries.read,
        backoff: Duration.millis(500),
        cacheTtl: kept(yield* cacheTtl.read),
        catalogTtl: kept(Duration.hours(1)),
        staleMaxAge: kept(yield* staleMaxAge.read)
      }
    })
  )
}
