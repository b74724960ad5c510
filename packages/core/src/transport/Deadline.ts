import { Clock, Context, Duration, Effect } from "effect"

/** When the call under way has to be over, in milliseconds since 1970. Whoever waits on its behalf looks here first. */
export const Deadline = Context.Reference<number>("@defender-versions/core/transport/Deadline", {
  defaultValue: () => Number.POSITIVE_INFINITY
})

/** The time a call has left. */
export const timeLeft: Effect.Effect<Duration.Duration> = Effect.gen(function* () {
  const deadline = yield* Deadline
  const now = yield* Clock.currentTimeMillis
  return Duration.millis(Math.max(0, deadline - now))
})
