import { Clock, Context, Duration, Effect, Layer, Option, Schema } from "effect"
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from "jose"
import { Emulator } from "../Emulator.ts"

/** What the emulator reads in a token. Application tokens carry `roles`, delegated ones `scp`. */
const Claims = Schema.Struct({
  aud: Schema.String,
  appid: Schema.String,
  roles: Schema.optionalKey(Schema.Array(Schema.String)),
  scp: Schema.optionalKey(Schema.String)
})
export interface Claims extends Schema.Schema.Type<typeof Claims> {}

const keyId = "emulator"

/** Signs access tokens with a key of its own, and knows them again. */
export class Signer extends Context.Service<
  Signer,
  {
    readonly sign: (
      claims: Readonly<Record<string, string | ReadonlyArray<string>>>,
      lifetime: Duration.Duration
    ) => Effect.Effect<string>
    /** The claims of a token of ours that has not expired. */
    readonly verify: (token: string) => Effect.Effect<Option.Option<Claims>>
    readonly keySet: Effect.Effect<{ readonly keys: ReadonlyArray<JWK> }>
  }
>()("@defender-versions/emulator/http/Signer") {
  static readonly layer = Layer.effect(
    Signer,
    Effect.gen(function* () {
      const { options } = yield* Emulator
      const algorithm = options.signing
      const pair = yield* Effect.cached(Effect.promise(() => generateKeyPair(algorithm, { extractable: true })))
      const seconds = Effect.map(Clock.currentTimeMillis, (now) => Math.floor(now / 1000))

      return {
        sign: Effect.fnUntraced(function* (claims, lifetime) {
          const { privateKey } = yield* pair
          const now = yield* seconds
          const token = new SignJWT({ ...claims, ver: "1.0" })
            .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: keyId })
            .setIssuedAt(now)
            .setNotBefore(now)
            .setExpirationTime(now + Math.floor(Duration.toSeconds(lifetime)))
          return yield* Effect.promise(() => token.sign(privateKey))
        }),
        verify: Effect.fnUntraced(function* (token) {
          const { publicKey } = yield* pair
          const currentDate = new Date(yield* Clock.currentTimeMillis)
          const verified = yield* Effect.option(
            Effect.tryPromise(() => jwtVerify(token, publicKey, { algorithms: [algorithm], currentDate }))
          )
          return Option.flatMap(verified, ({ payload }) => Schema.decodeUnknownOption(Claims)(payload))
        }),
        keySet: Effect.gen(function* () {
          const { publicKey } = yield* pair
          const key = yield* Effect.promise(() => exportJWK(publicKey))
          return { keys: [{ ...key, kid: keyId, use: "sig", alg: algorithm }] }
        })
      }
    })
  )
}
