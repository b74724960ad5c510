import { Context, Duration, Effect, Exit, Layer, Option } from "effect"
import { CircuitBreaker } from "effect/persistence"
import type { Distribution } from "../api/Distribution.ts"
import type { Software } from "../api/Software.ts"
import type { SoftwareId } from "../api/SoftwareId.ts"
import { AccessToken } from "../auth/AccessToken.ts"
import type { CloudName } from "../auth/Cloud.ts"
import { Endpoints } from "../auth/Endpoints.ts"
import * as AnswerCache from "./AnswerCache.ts"
import { timeLeft } from "./Deadline.ts"
import { DefenderError, Unavailable } from "./DefenderError.ts"
import * as DefenderHttp from "./DefenderHttp.ts"
import { withRetries } from "./Retry.ts"
import * as Spacing from "./Spacing.ts"
import { TransportSettings } from "./TransportSettings.ts"

/** Whom the answers are for. What is kept carries it in its key, so that it reaches nobody else. */
export interface Caller {
  readonly cloud: CloudName
  readonly host: string
  readonly tenant: string
  readonly principal: string
}

/** Asks Defender: from memory, together with whoever asks the same, under its limits, and again when that may help. */
export class DefenderClient extends Context.Service<
  DefenderClient,
  {
    readonly caller: Caller
    /** One page of the inventory, `$top` software from `$skip` on. Not kept. */
    readonly list: (page: {
      readonly $top: number
      readonly $skip: number
    }) => Effect.Effect<ReadonlyArray<Software>, DefenderError>
    readonly software: (id: SoftwareId) => Effect.Effect<AnswerCache.Answer<Software>, DefenderError>
    /** Every version of a software, in the order Defender gives them. */
    readonly distributions: (
      id: SoftwareId
    ) => Effect.Effect<AnswerCache.Answer<ReadonlyArray<Distribution>>, DefenderError>
  }
>()("@defender-versions/core/transport/DefenderClient") {
  static readonly layer = Layer.effect(
    DefenderClient,
    Effect.gen(function* () {
      const settings = yield* TransportSettings
      const { apiUrl, cloud } = yield* Endpoints
      const { identity } = yield* AccessToken
      const caller: Caller = {
        cloud,
        host: apiUrl.host,
        tenant: Option.getOrElse(identity.tenant, () => ""),
        principal: identity.principal
      }
      const http = yield* DefenderHttp.make
      const spacing = yield* Spacing.make([
        { calls: settings.limitPerMinute, window: Duration.minutes(1) },
        { calls: settings.limitPerHour, window: Duration.hours(1) }
      ])
      const breaker = yield* CircuitBreaker.make({
        tripPolicy: CircuitBreaker.consecutive(5),
        openDuration: Duration.seconds(30)
      })

      /** breaker → retry → spacing → one request with its timeout */
      const call = <A>(request: Effect.Effect<A, DefenderError>): Effect.Effect<A, DefenderError> => {
        const attempts = request.pipe(
          within(settings.attemptTimeout),
          spacing.run,
          Effect.tapError((error) => spacing.pause(error.retryAfter)),
          Effect.tapError((error) => Effect.logDebug("A request to Defender failed.", error.message)),
          withRetries(settings)
        )
        return breaker
          .execute(attempts, { key: `${cloud}/${caller.tenant}/${caller.principal}`, classify })
          .pipe(Effect.catchTag("CircuitBreakerError", ({ reason }) => Effect.fail(circuitOpen(reason))))
      }

      const allDistributions = Effect.fn("DefenderClient.distributions")(function* (id: SoftwareId) {
        const first = yield* call(http.distributions(id))
        const rows: Array<Distribution> = [...first.value]
        const followed = new Set<string>()
        let link = first["@odata.nextLink"]
        while (link != null && !followed.has(link)) {
          followed.add(link)
          const page = yield* call(http.nextDistributions(link))
          rows.push(...page.value)
          link = page["@odata.nextLink"]
        }
        return rows
      })

      const kept = { timeToLive: settings.cacheTtl, staleMaxAge: settings.staleMaxAge, capacity: 1000 }
      const distributions = yield* AnswerCache.make({
        ...kept,
        lookup: ({ id }: Caller & { readonly id: SoftwareId }) => allDistributions(id)
      })
      const software = yield* AnswerCache.make({
        ...kept,
        lookup: ({ id }: Caller & { readonly id: SoftwareId }) =>
          call(http.software(id)).pipe(Effect.withSpan("DefenderClient.software"))
      })

      return {
        caller,
        list: (page) => Effect.map(call(http.list(page)), ({ value }) => value),
        software: (id) => software.get({ ...caller, id }),
        distributions: (id) => distributions.get({ ...caller, id })
      }
    })
  ).pipe(Layer.provide(CircuitBreaker.layerStoreMemory()))
}

const within =
  (timeout: Duration.Duration) =>
  <A>(request: Effect.Effect<A, DefenderError>): Effect.Effect<A, DefenderError> =>
    Effect.flatMap(timeLeft, (left) => {
      const duration = Duration.min(timeout, left)
      const reason = new Unavailable({
        problem: `no answer within ${Duration.toSeconds(duration)} s`,
        remedy: "Try again in a few minutes, or give it more time with DEFENDER_DEADLINE.",
        isTransient: true,
        retryAfter: Duration.zero
      })
      return Effect.timeoutOrElse(request, { duration, orElse: () => Effect.fail(new DefenderError({ reason })) })
    })

/** What an outcome says about Defender's health: a refusal is a healthy answer, and throttling says nothing. */
const classify = (exit: Exit.Exit<unknown, DefenderError>): CircuitBreaker.Outcome => {
  const error = Exit.findErrorOption(exit)
  if (Option.isNone(error)) return Exit.isSuccess(exit) ? CircuitBreaker.success : CircuitBreaker.ignored
  const { _tag } = error.value.reason
  if (_tag === "Unavailable") return CircuitBreaker.failure()
  return _tag === "Throttled" || _tag === "SignInFailed" ? CircuitBreaker.ignored : CircuitBreaker.success
}

const circuitOpen = (reason: CircuitBreaker.CircuitBreakerErrorReason) =>
  new DefenderError({
    reason: new Unavailable({
      problem: "it failed several times in a row, and is left alone for a moment",
      remedy: "Try again in half a minute.",
      isTransient: true,
      retryAfter: reason._tag === "CircuitOpen" ? reason.retryAfter : Duration.zero
    })
  })
