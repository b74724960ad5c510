import { Cache, DateTime, Duration, Effect, Exit, Option } from "effect"
import type { DefenderError } from "./DefenderError.ts"
import type { Freshness } from "./Freshness.ts"

/** What Defender said, and when it said so. */
export interface Answer<A> {
  readonly value: A
  readonly source: Freshness
}

interface Known<A> {
  readonly value: A
  readonly retrievedAt: DateTime.Utc
}

interface Options<Key, A> {
  readonly capacity: number
  /** How long an answer is given again. */
  readonly timeToLive: Duration.Duration
  /** How old an answer may be that stands in for one that can't be had. */
  readonly staleMaxAge: Duration.Duration
  readonly lookup: (key: Key) => Effect.Effect<A, DefenderError>
}

/** Whether Defender failed, as opposed to having answered something nobody likes. */
const isOutage = ({ isTransient, reason }: DefenderError) =>
  isTransient || reason._tag === "Unavailable" || reason._tag === "UnexpectedResponse"

/**
 * Gives one answer to everybody who asks the same at the same time, again for a while, and for longer while Defender
 * fails. A lookup goes on as long as anybody waits for it.
 */
export const make = Effect.fnUntraced(function* <Key, A>(options: Options<Key, A>) {
  const { capacity, staleMaxAge, timeToLive } = options
  const lastKnown = yield* Cache.make({
    capacity,
    timeToLive: staleMaxAge,
    lookup: (_key: Key): Effect.Effect<Known<A>> => Effect.never
  })
  const answers = yield* Cache.makeWith(
    Effect.fnUntraced(function* (key: Key) {
      const value = yield* options.lookup(key)
      const known: Known<A> = { value, retrievedAt: yield* DateTime.now }
      yield* Cache.set(lastKnown, key, known)
      return known
    }),
    { capacity, timeToLive: (exit) => (Exit.isSuccess(exit) ? timeToLive : Duration.zero) }
  )

  const live = ({ retrievedAt, value }: Known<A>): Answer<A> => ({ value, source: { freshness: "live", retrievedAt } })

  const cached = Effect.fnUntraced(function* (known: Known<A>) {
    const source: Freshness = { freshness: "cached", retrievedAt: known.retrievedAt, ageSeconds: yield* ageOf(known) }
    return { value: known.value, source }
  })

  const standIn = Effect.fnUntraced(function* (key: Key, error: DefenderError) {
    const known = yield* Cache.getOption(lastKnown, key)
    if (Option.isNone(known)) return yield* error
    const { retrievedAt, value } = known.value
    const ageSeconds = yield* ageOf(known.value)
    const source: Freshness = { freshness: "stale", retrievedAt, ageSeconds, reason: error.message }
    return { value, source }
  })

  const get = (key: Key): Effect.Effect<Answer<A>, DefenderError> =>
    Effect.flatMap(
      Cache.getSuccess(answers, key),
      Option.match({
        onSome: cached,
        onNone: () =>
          Effect.map(Cache.get(answers, key), live).pipe(Effect.catchIf(isOutage, (error) => standIn(key, error)))
      })
    )

  return { get }
})

const ageOf = ({ retrievedAt }: Known<unknown>) =>
  Effect.map(DateTime.now, (now) => Math.floor(Duration.toSeconds(DateTime.distance(retrievedAt, now))))
