import { Clock, Effect, Fiber, Schedule, Stdio, Stream } from "effect"
import { Screen } from "./Screen.ts"

const patience = "1 second"
const wipe = "\r\u001b[K"

/**
 * Says on standard error that an answer is still awaited, once it takes over a second: on a terminal as a line that
 * counts the seconds and goes away, elsewhere once.
 */
export const withProgress = Effect.fnUntraced(function* <A, E, R>(answer: Effect.Effect<A, E, R>) {
  const { hasLiveProgress } = yield* Screen
  const stdio = yield* Stdio.Stdio
  const write = (text: string) => Effect.ignore(Stream.run(Stream.make(text), stdio.stderr({ endOnDone: false })))
  const began = yield* Clock.currentTimeMillis

  const draw = Effect.gen(function* () {
    const seconds = Math.round(((yield* Clock.currentTimeMillis) - began) / 1000)
    yield* write(`${wipe}Asking Defender… ${seconds} s`)
  })
  const show = hasLiveProgress
    ? Effect.ensuring(Effect.repeat(draw, Schedule.spaced("1 second")), write(wipe))
    : write("Asking Defender…\n")

  const waiting = yield* Effect.forkChild(Effect.delay(show, patience))
  return yield* Effect.ensuring(answer, Fiber.interrupt(waiting))
})
