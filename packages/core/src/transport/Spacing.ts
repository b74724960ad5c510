import { Clock, DateTime, Duration, Effect, Semaphore } from "effect"
import { timeLeft } from "./Deadline.ts"
import { DefenderError, Throttled } from "./DefenderError.ts"

/** At most `calls` in any stretch of time as long as `window`. */
export interface Limit {
  readonly calls: number
  readonly window: Duration.Duration
}

/**
 * Keeps calls under limits on sliding windows of time.
 *
 * A call holds its place from before it is sent until `window` after it ended. Whenever it reached Defender in between,
 * no sliding window there ever holds more than the limit. Calls that would not get a place before their deadline fail at
 * once with `Throttled`.
 */
export interface Spacing {
  readonly run: <A, E, R>(call: Effect.Effect<A, E, R>) => Effect.Effect<A, E | DefenderError, R>
  /** Sends nothing before `delay` has passed, because Defender said so. */
  readonly pause: (delay: Duration.Duration) => Effect.Effect<void>
}

const throttled = (retryAfter: Duration.Duration) =>
  Effect.flatMap(DateTime.now, (now) =>
    Effect.fail(
      new DefenderError({ reason: new Throttled({ until: DateTime.addDuration(now, retryAfter), retryAfter }) })
    )
  )

export const make = Effect.fnUntraced(function* (limits: ReadonlyArray<Limit>): Effect.fn.Return<Spacing> {
  const longest = Math.max(...limits.map(({ window }) => Duration.toMillis(window)))
  // Fewer calls at once than any limit: then some place is always given back by time alone.
  const concurrency = yield* Semaphore.make(Math.min(...limits.map(({ calls }) => calls)))
  const turnstile = yield* Semaphore.make(1)
  const ended: Array<number> = []
  let underWay = 0
  let pausedUntil = 0

  /** How long until `limit` has a free place: until enough of the calls that ended in its window have left it. */
  const waitFor = (limit: Limit, now: number): number => {
    const window = Duration.toMillis(limit.window)
    const first = ended.findIndex((at) => at + window > now)
    const taken = underWay + (first < 0 ? 0 : ended.length - first)
    const last = taken < limit.calls ? undefined : ended[first + taken - limit.calls]
    return last === undefined ? 0 : last + window - now
  }

  const waitNow = Effect.map(Clock.currentTimeMillis, (now) =>
    Math.max(0, pausedUntil - now, ...limits.map((limit) => waitFor(limit, now)))
  )

  /** The wait for a place, unless it is longer than the time left. */
  const affordableWait = Effect.gen(function* () {
    const wait = yield* waitNow
    return wait > Duration.toMillis(yield* timeLeft) ? yield* throttled(Duration.millis(wait)) : wait
  })

  const run = <A, E, R>(call: Effect.Effect<A, E, R>) =>
    Effect.suspend(() => {
      let entered = false
      const enter = Effect.gen(function* () {
        for (let wait = yield* affordableWait; wait > 0; wait = yield* affordableWait) yield* Effect.sleep(wait)
        entered = true
        underWay++
      })
      const leave = Effect.map(Clock.currentTimeMillis, (now) => {
        if (!entered) return
        underWay--
        ended.push(now)
        while (ended[0] !== undefined && ended[0] + longest <= now) ended.shift()
      })
      return affordableWait.pipe(
        Effect.andThen(turnstile.withPermits(1)(enter)),
        Effect.andThen(call),
        Effect.ensuring(leave),
        concurrency.withPermits(1)
      )
    })

  const pause = (delay: Duration.Duration) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      pausedUntil = Math.max(pausedUntil, now + Duration.toMillis(delay))
    })

  return { run, pause }
})
