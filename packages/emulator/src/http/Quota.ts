import { Clock, Effect } from "effect"
import { Emulator } from "../Emulator.ts"
import { refusal } from "./refusal.ts"

const minute = 60_000
const hour = 3_600_000

/** Counts the calls of each application, and refuses those over the limits as Defender does. */
export const make = Effect.gen(function* () {
  const { options } = yield* Emulator
  const { perHour, perMinute } = options.limits
  const windows = [
    { calls: perMinute, length: minute, text: "00:01:00" },
    { calls: perHour, length: hour, text: "01:00:00" }
  ]
  const served = new Map<string, Array<number>>()

  return Effect.fnUntraced(function* (application: string) {
    const now = yield* Clock.currentTimeMillis
    const calls = (served.get(application) ?? []).filter((at) => at + hour > now)
    served.set(application, calls)
    for (const { calls: allowed, length, text } of windows) {
      const inWindow = calls.filter((at) => at + length > now)
      const first = inWindow[inWindow.length - allowed]
      if (first === undefined) continue
      const message = `API calls quota exceeded! maximum allowed ${allowed} per ${text}`
      const retryAfter = String(Math.ceil((first + length - now) / 1000))
      return yield* refusal(429, options.throttlingCode, message, { "retry-after": retryAfter })
    }
    calls.push(now)
    return undefined
  })
})
