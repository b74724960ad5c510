import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Deadline } from "../../src/transport/Deadline.ts"
import * as Spacing from "../../src/transport/Spacing.ts"

const minute = 60_000
const hour = 60 * minute

/** The most of `times` that any half-open stretch of time of this length holds. */
const mostWithin = (times: ReadonlyArray<number>, length: number) =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + length).length))

const between = (minimum: number, maximum: number) =>
  Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum, maximum })))

/** A burst: when it begins, how many calls it has, and how long Defender takes for each. */
const Burst = Schema.Struct({ after: between(0, 2 * minute), calls: between(1, 12), takes: between(0, 20_000) })

describe("Spacing", () => {
  it.effect.prop(
    "no sliding minute or hour at Defender ever holds more calls than the limits",
    {
      bursts: Schema.Array(Burst).pipe(Schema.check(Schema.isMaxLength(4))),
      perMinute: between(1, 12),
      perHour: between(12, 40)
    },
    ({ bursts, perHour, perMinute }) =>
      Effect.gen(function* () {
        const spacing = yield* Spacing.make([
          { calls: perMinute, window: Duration.minutes(1) },
          { calls: perHour, window: Duration.hours(1) }
        ])
        const arrivals: Array<number> = []
        const fibers: Array<Fiber.Fiber<void, unknown>> = []
        for (const { after, calls, takes } of bursts) {
          yield* TestClock.adjust(after)
          for (let n = 0; n < calls; n++) {
            // A call reaches Defender at some moment between being sent and being answered.
            const onTheWay = (takes * n) / calls
            const call = Effect.gen(function* () {
              yield* Effect.sleep(onTheWay)
              arrivals.push(yield* Clock.currentTimeMillis)
              yield* Effect.sleep(takes - onTheWay)
            })
            fibers.push(yield* Effect.forkChild(spacing.run(call), { startImmediately: true }))
          }
        }
        yield* TestClock.adjust(Duration.hours(24))
        yield* Fiber.joinAll(fibers)
        assert.lengthOf(
          arrivals,
          bursts.reduce((sum, { calls }) => sum + calls, 0)
        )
        assert.isAtMost(mostWithin(arrivals, minute), perMinute)
        assert.isAtMost(mostWithin(arrivals, hour), perHour)
      }),
    { arbitrary: { runs: 100 } }
  )

  it.effect("holds 150 calls to 100 in any minute, where a fixed window would let 150 through", () =>
    Effect.gen(function* () {
      const spacing = yield* Spacing.make([{ calls: 100, window: Duration.minutes(1) }])
      const sent: Array<number> = []
      const call = Effect.map(Clock.currentTimeMillis, (now) => sent.push(now))
      const ask = (calls: number) =>
        Effect.forkChild(
          Effect.all(
            Array.from({ length: calls }, () => spacing.run(call)),
            { concurrency: "unbounded" }
          ),
          { startImmediately: true }
        )
      yield* ask(50)
      yield* TestClock.adjust("31 seconds")
      yield* ask(100)
      yield* TestClock.adjust("28 seconds")
      assert.lengthOf(sent, 100)
      yield* TestClock.adjust("1 second")
      assert.lengthOf(sent, 150)
    })
  )

  it.effect("fails at once with the time when no place comes free before the deadline", () =>
    Effect.gen(function* () {
      const spacing = yield* Spacing.make([{ calls: 1, window: Duration.minutes(1) }])
      yield* spacing.run(Effect.void)
      yield* TestClock.adjust("20 seconds")
      const now = yield* Clock.currentTimeMillis
      const late = spacing.run(Effect.void).pipe(Effect.provideService(Deadline, now + 39_000), Effect.flip)
      const { reason } = yield* late
      assert.deepInclude(reason, { _tag: "Throttled" })
      assert.include(reason.message, "throttled until 1970-01-01 00:01:00 UTC")
      const fiber = yield* Effect.forkChild(
        spacing.run(Effect.void).pipe(Effect.provideService(Deadline, now + 41_000)),
        { startImmediately: true }
      )
      yield* TestClock.adjust("40 seconds")
      yield* Fiber.join(fiber)
    })
  )

  it.effect("gives the place of a caller that left to the next", () =>
    Effect.gen(function* () {
      const spacing = yield* Spacing.make([{ calls: 1, window: Duration.minutes(1) }])
      yield* spacing.run(Effect.void)
      const first = yield* Effect.forkChild(spacing.run(Effect.void), { startImmediately: true })
      const second = yield* Effect.forkChild(spacing.run(Clock.currentTimeMillis), { startImmediately: true })
      yield* TestClock.adjust("30 seconds")
      yield* Fiber.interrupt(first)
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual(yield* Fiber.join(second), minute)
    })
  )

  it.effect("sends nothing while Defender asked for a pause", () =>
    Effect.gen(function* () {
      const spacing = yield* Spacing.make([{ calls: 10, window: Duration.minutes(1) }])
      yield* spacing.pause(Duration.seconds(90))
      const fiber = yield* Effect.forkChild(spacing.run(Clock.currentTimeMillis), { startImmediately: true })
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), 90_000)
    })
  )
})
