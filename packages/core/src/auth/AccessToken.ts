import { Cache, Context, DateTime, Duration, Effect, Equal, Exit, Layer, Option, type Redacted } from "effect"
import { Credential, type ExpiringToken, type Identity } from "./Credential.ts"
import { SignInFailed } from "./SignInFailed.ts"

const timeout = Duration.seconds(20)

const noAnswer = Effect.fail(
  new SignInFailed({
    problem: `the sign-in service gave no answer within ${Duration.toSeconds(timeout)} s`,
    remedy: "Check the network, any proxy in between and AZURE_AUTHORITY_HOST; then try again.",
    isTransient: true
  })
)

const margin = Duration.minutes(5)

/** How long a token is used: until five minutes before it expires, or for half its life when that is short. */
const usefulLife = ({ expiresAt }: ExpiringToken, now: DateTime.Utc): Duration.Duration =>
  Option.match(expiresAt, {
    onNone: () => Duration.infinity,
    onSome: (at) => {
      const life = Duration.max(DateTime.distance(now, at), Duration.zero)
      return Duration.max(Duration.subtract(life, margin), Duration.divideUnsafe(life, 2))
    }
  })

/** The token Defender is asked with: one request for it however many ask, renewed before it expires. */
export class AccessToken extends Context.Service<
  AccessToken,
  {
    readonly identity: Identity
    readonly get: Effect.Effect<Redacted.Redacted, SignInFailed>
    /** Drops a token that Defender refused. True when the next `get` can bring another one. */
    readonly drop: (refused: Redacted.Redacted) => Effect.Effect<boolean>
  }
>()("@defender-versions/core/auth/AccessToken") {
  static readonly layer = Layer.effect(
    AccessToken,
    Effect.gen(function* () {
      const credential = yield* Credential
      const tokens = yield* Cache.makeWith(
        (_key: "token") =>
          Effect.all({ now: DateTime.now, issued: credential.token }).pipe(
            Effect.timeoutOrElse({ duration: timeout, orElse: () => noAnswer }),
            Effect.withSpan("AccessToken.request")
          ),
        {
          capacity: 1,
          timeToLive: Exit.match({
            onFailure: () => Duration.zero,
            onSuccess: ({ issued, now }) => usefulLife(issued, now)
          })
        }
      )
      return {
        identity: credential.identity,
        get: Effect.map(Cache.get(tokens, "token"), ({ issued }) => issued.token),
        drop: (refused) =>
          Cache.invalidateWhen(tokens, "token", ({ issued }) => Equal.equals(issued.token, refused)).pipe(
            Effect.as(credential.isRenewable)
          )
      }
    })
  )
}
