import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration, Effect, Fiber, Layer, Option, Redacted } from "effect"
import { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { AccessToken } from "../../src/auth/AccessToken.ts"
import { Credential } from "../../src/auth/Credential.ts"
import { Endpoints } from "../../src/auth/Endpoints.ts"
import { SignInFailed } from "../../src/auth/SignInFailed.ts"
import { SoftwareId } from "../../src/index.ts"
import { DefenderClient } from "../../src/transport/DefenderClient.ts"
import { TransportSettings } from "../../src/transport/TransportSettings.ts"
import { makeWire, settings, versions } from "../transport/Transport.ts"

/** A sign-in that counts how often it is asked, and gives tokens `token-1`, `token-2`, … */
const signIn = (lifetime: Duration.Duration) => {
  const asked: Array<string> = []
  const layer = Layer.succeed(Credential, {
    identity: { tenant: Option.some("tenant"), principal: "application" },
    isRenewable: true,
    token: Effect.gen(function* () {
      asked.push(`token-${asked.length + 1}`)
      const token = Redacted.make(asked.at(-1) ?? "")
      yield* Effect.sleep("100 millis")
      return { token, expiresAt: Option.some(DateTime.addDuration(yield* DateTime.now, lifetime)) }
    })
  })
  return { asked, layer }
}

const get = Effect.flatMap(AccessToken, (token) => token.get)

describe("AccessToken", () => {
  it.effect("is asked for once, however many ask", () =>
    Effect.gen(function* () {
      const { asked, layer } = signIn(Duration.hours(1))
      yield* Effect.gen(function* () {
        const all = yield* Effect.forkChild(Effect.all([get, get, get], { concurrency: "unbounded" }))
        yield* TestClock.adjust("1 second")
        yield* Fiber.join(all)
        yield* get
      }).pipe(Effect.provide(AccessToken.layer.pipe(Layer.provide(layer))))
      assert.lengthOf(asked, 1)
    })
  )

  it.effect.each([
    [Duration.hours(1), Duration.minutes(55)],
    [Duration.minutes(4), Duration.minutes(2)]
  ] as const)("with a life of %s is renewed after %s", ([lifetime, renewal]) =>
    Effect.gen(function* () {
      const { asked, layer } = signIn(lifetime)
      const patiently = Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(get)
        yield* TestClock.adjust("100 millis")
        return yield* Fiber.join(fiber)
      })
      yield* Effect.gen(function* () {
        yield* patiently
        yield* TestClock.adjust(Duration.subtract(renewal, Duration.seconds(1)))
        yield* patiently
        assert.lengthOf(asked, 1)
        yield* TestClock.adjust("1 second")
        yield* patiently
        assert.lengthOf(asked, 2)
      }).pipe(Effect.provide(AccessToken.layer.pipe(Layer.provide(layer))))
    })
  )

  it.effect("does not remember a failure", () =>
    Effect.gen(function* () {
      const problem = new SignInFailed({ problem: "no", remedy: "yes", isTransient: true })
      let attempts = 0
      const failing = Layer.succeed(Credential, {
        identity: { tenant: Option.none(), principal: "" },
        isRenewable: true,
        token: Effect.suspend(() => {
          attempts++
          return Effect.fail(problem)
        })
      })
      yield* Effect.andThen(Effect.flip(get), Effect.flip(get)).pipe(
        Effect.provide(AccessToken.layer.pipe(Layer.provide(failing)))
      )
      assert.strictEqual(attempts, 2)
    })
  )
})

describe("a 401", () => {
  const edge = SoftwareId.make("microsoft-_-edge")

  const client = (refused: ReadonlyArray<string>) => {
    const tokens: Array<string> = []
    const { client: wire } = makeWire(() => Effect.sync(() => versions()))
    const http = HttpClient.transform(wire, (response, request) => {
      const token = (request.headers["authorization"] ?? "").replace("Bearer ", "")
      tokens.push(token)
      return refused.includes(token)
        ? Effect.map(response, (r) => Object.create(r, { status: { value: 401 } }))
        : response
    })
    const { asked, layer } = signIn(Duration.hours(1))
    const defender = DefenderClient.layer.pipe(
      Layer.provide(AccessToken.layer),
      Layer.provide([
        layer,
        Endpoints.layerOf("commercial"),
        Layer.succeed(TransportSettings, settings),
        Layer.succeed(HttpClient.HttpClient, http)
      ])
    )
    return { asked, tokens, defender }
  }

  const ask = (layer: ReturnType<typeof client>["defender"]) =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(
        Effect.result(Effect.flatMap(DefenderClient, ({ distributions }) => distributions(edge))).pipe(
          Effect.provide(layer)
        )
      )
      yield* TestClock.adjust("1 minute")
      return yield* Fiber.join(fiber)
    })

  it.effect("renews the token and asks again, at once", () =>
    Effect.gen(function* () {
      const { asked, defender, tokens } = client(["token-1"])
      const result = yield* ask(defender)
      assert.strictEqual(result._tag, "Success")
      assert.deepStrictEqual(tokens, ["token-1", "token-2"])
      assert.lengthOf(asked, 2)
    })
  )

  it.effect("that stays is said after one renewal", () =>
    Effect.gen(function* () {
      const { defender, tokens } = client(["token-1", "token-2", "token-3"])
      const result = yield* ask(defender)
      assert.strictEqual(result._tag === "Failure" && result.failure.reason._tag, "Unauthorized")
      assert.deepStrictEqual(tokens, ["token-1", "token-2"])
    })
  )
})
