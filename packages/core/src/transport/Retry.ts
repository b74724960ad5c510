import { Clock, Duration, Effect, Schedule } from "effect"
import { Deadline } from "./Deadline.ts"
import type { DefenderError } from "./DefenderError.ts"

export interface RetryPolicy {
  /** How many requests may follow the first one. */
  readonly retries: number
  /** The wait before the first retry; it doubles from one to the next, with jitter. */
  readonly backoff: Duration.Duration
  /** The time a call may take in all. */
  readonly deadline: Duration.Duration
}

/**
 * Repeats a call while its failure may pass, and once when a refused token was renewed.
 *
 * A wait that Defender asked for is kept. One that would outlast the deadline is not begun: the failure comes at once.
 */
export const withRetries =
  (policy: RetryPolicy) =>
  <A, R>(call: Effect.Effect<A, DefenderError, R>): Effect.Effect<A, DefenderError, R> =>
    Effect.gen(function* () {
      const deadline = (yield* Clock.currentTimeMillis) + Duration.toMillis(policy.deadline)
      let renewals = 0
      const isWorthwhile = (error: DefenderError) =>
        error.isTransient || (error.reason._tag === "Unauthorized" && error.reason.isRenewed && renewals++ === 0)
      return yield* call.pipe(
        Effect.retry({ times: policy.retries, while: isWorthwhile, schedule: schedule(policy.backoff, deadline) }),
        Effect.provideService(Deadline, deadline)
      )
    })

const schedule = (backoff: Duration.Duration, deadline: number) =>
  Schedule.exponential(backoff).pipe(
    Schedule.jittered,
    Schedule.setInputType<DefenderError>(),
    Schedule.modifyDelay(({ duration, input }) =>
      Effect.succeed(input.reason._tag === "Unauthorized" ? Duration.zero : Duration.max(duration, input.retryAfter))
    ),
    Schedule.while(({ duration, now }) => now + Duration.toMillis(duration) < deadline)
  )
