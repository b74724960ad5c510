import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, type Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { SoftwareId } from "../../src/index.ts"
import { DefenderClient } from "../../src/transport/DefenderClient.ts"
import { json, makeWire, over, versions, type Wire } from "./Transport.ts"

const edge = SoftwareId.make("microsoft-_-edge")
const other = SoftwareId.make("other-_-software")

const ask = (id: SoftwareId) => Effect.flatMap(DefenderClient, ({ distributions }) => distributions(id))

/** Runs to its end, however long that takes in virtual time. */
const toTheEnd = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect, { startImmediately: true })
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

const refused = (reason: { readonly _tag: string }) => reason._tag

const always =
  (response: () => Response): Wire =>
  () =>
    Effect.sync(response)

describe("retries", () => {
  const transient: ReadonlyArray<readonly [string, () => Response, string]> = [
    ["503", () => json({}, 503), "Unavailable"],
    ["500", () => json({ error: { code: "InternalServerError", message: "" } }, 500), "Unavailable"],
    ["502 from a gateway", () => new Response("<html>", { status: 502 }), "Unavailable"],
    ["408", () => json({}, 408), "Unavailable"],
    ["429 without Retry-After", () => json({ error: { code: "429", message: "quota" } }, 429), "Throttled"],
    ["429 with a short Retry-After", () => json({}, 429, { "retry-after": "2" }), "Throttled"],
    ["an empty body", () => new Response("", { status: 200 }), "UnexpectedResponse"],
    ["a body that is not JSON", () => new Response('{"value":[', { status: 200 }), "UnexpectedResponse"]
  ]
  for (const [what, response, tag] of transient) {
    it.effect(`${what}: one request and three retries, never more`, () =>
      Effect.gen(function* () {
        const { client, sentAt } = makeWire(always(response))
        const error = yield* toTheEnd(Effect.flip(ask(edge)).pipe(Effect.provide(over(client))))
        assert.strictEqual(refused(error.reason), tag)
        assert.lengthOf(sentAt, 4)
      })
    )
  }

  const final: ReadonlyArray<readonly [string, () => Response, string]> = [
    ["400", () => json({ error: { code: "BadRequest", message: "no" } }, 400), "UnexpectedResponse"],
    ["401 with a token that can't be renewed", () => new Response("", { status: 401 }), "Unauthorized"],
    ["403", () => json({ error: { code: "Forbidden", message: "no" } }, 403), "Forbidden"],
    ["404", () => json({ error: { code: "ResourceNotFound", message: "no" } }, 404), "UnknownSoftware"],
    [
      "a redirect",
      () => new Response("", { status: 302, headers: { location: "https://evil.example/" } }),
      "UnexpectedResponse"
    ],
    ["a field that is wrong", () => json({ value: [{ version: 1 }] }), "UnexpectedResponse"]
  ]
  for (const [what, response, tag] of final) {
    it.effect(`${what}: one request`, () =>
      Effect.gen(function* () {
        const { client, sentAt } = makeWire(always(response))
        const error = yield* Effect.flip(ask(edge)).pipe(Effect.provide(over(client)))
        assert.strictEqual(refused(error.reason), tag)
        assert.lengthOf(sentAt, 1)
      })
    )
  }

  it.effect("waits longer from one retry to the next, with jitter", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire(always(() => json({}, 503)))
      yield* toTheEnd(Effect.flip(ask(edge)).pipe(Effect.provide(over(client))))
      const waits = sentAt.slice(1).map((at, i) => at - (sentAt[i] ?? 0))
      for (const [i, expected] of [500, 1000, 2000].entries()) {
        assert.isAtLeast(waits[i] ?? 0, expected * 0.8)
        assert.isAtMost(waits[i] ?? 0, expected * 1.2 + 1)
      }
      assert.isTrue(waits.some((wait, i) => wait !== [500, 1000, 2000][i]))
    })
  )

  it.effect("succeeds after failures that pass", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire((n) => Effect.sync(() => (n < 3 ? json({}, 503) : versions())))
      const answer = yield* toTheEnd(ask(edge).pipe(Effect.provide(over(client))))
      assert.deepInclude(answer.source, { freshness: "live" })
      assert.lengthOf(sentAt, 3)
    })
  )

  const seconds = ["5", "Thu, 01 Jan 1970 00:00:05 GMT"]
  for (const retryAfter of seconds) {
    it.effect(`obeys Retry-After: ${retryAfter}`, () =>
      Effect.gen(function* () {
        const { client, sentAt } = makeWire((n) =>
          Effect.sync(() => (n === 1 ? json({}, 429, { "retry-after": retryAfter }) : versions()))
        )
        yield* toTheEnd(ask(edge).pipe(Effect.provide(over(client))))
        assert.deepStrictEqual(sentAt, [0, 5000])
      })
    )
  }

  it.effect("answers at once when Retry-After is longer than the time left, and asks nothing else meanwhile", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire(always(() => json({}, 429, { "retry-after": "3600" })))
      yield* Effect.gen(function* () {
        const error = yield* Effect.flip(ask(edge))
        assert.include(error.message, "throttled until 1970-01-01 01:00:00 UTC")
        const next = yield* Effect.flip(ask(other))
        assert.strictEqual(next.reason._tag, "Throttled")
        assert.lengthOf(sentAt, 1)
      }).pipe(Effect.provide(over(client)))
    })
  )

  it.effect("keeps the whole call inside the deadline", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire(() => Effect.never)
      const fiber = yield* Effect.forkChild(
        Effect.flip(ask(edge)).pipe(Effect.provide(over(client, { deadline: Duration.seconds(25) }))),
        { startImmediately: true }
      )
      yield* TestClock.adjust("25001 millis")
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(error.reason._tag, "Unavailable")
      assert.lengthOf(sentAt, 3)
    })
  )
})

describe("cancelling", () => {
  it.effect("the only caller cancels the request", () =>
    Effect.gen(function* () {
      const { client, interrupted, sentAt } = makeWire(() => Effect.never)
      const fiber = yield* Effect.forkChild(ask(edge).pipe(Effect.provide(over(client))), { startImmediately: true })
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual([sentAt, interrupted], [[0], [1]])
    })
  )

  it.effect("one of several callers leaves the request to the others", () =>
    Effect.gen(function* () {
      const { client, interrupted, sentAt } = makeWire(() =>
        Effect.delay(
          Effect.sync(() => versions()),
          "5 seconds"
        )
      )
      yield* Effect.gen(function* () {
        const first = yield* Effect.forkChild(ask(edge), { startImmediately: true })
        const second = yield* Effect.forkChild(ask(edge), { startImmediately: true })
        yield* TestClock.adjust("1 second")
        yield* Fiber.interrupt(first)
        yield* TestClock.adjust("4 seconds")
        assert.lengthOf((yield* Fiber.join(second)).value, 1)
      }).pipe(Effect.provide(over(client)))
      assert.deepStrictEqual([sentAt, interrupted], [[0], []])
    })
  )
})

describe("memory", () => {
  const with_ = <A, E>(layer: Layer.Layer<DefenderClient>, effect: Effect.Effect<A, E, DefenderClient>) =>
    Effect.provide(effect, layer)

  it.effect("fifty people who ask the same at once are one request", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire(() =>
        Effect.delay(
          Effect.sync(() => versions()),
          "1 second"
        )
      )
      const answers = yield* toTheEnd(
        with_(
          over(client),
          Effect.all(
            Array.from({ length: 50 }, () => ask(edge)),
            { concurrency: "unbounded" }
          )
        )
      )
      assert.isTrue(answers.every(({ source }) => source.freshness === "live"))
      assert.lengthOf(sentAt, 1)
    })
  )

  it.effect("an answer is given again, marked as cached with its age, until it is old", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire(always(() => versions()))
      yield* with_(
        over(client),
        Effect.gen(function* () {
          yield* ask(edge)
          yield* TestClock.adjust("299 seconds")
          assert.deepInclude((yield* ask(edge)).source, { freshness: "cached", ageSeconds: 299 })
          yield* ask(other)
          yield* TestClock.adjust("1 second")
          assert.deepInclude((yield* ask(edge)).source, { freshness: "live" })
        })
      )
      assert.lengthOf(sentAt, 3)
    })
  )

  it.effect("while Defender fails, the last known answer stands in, with its age and the reason, for a day", () =>
    Effect.gen(function* () {
      const { client } = makeWire((n) => Effect.sync(() => (n === 1 ? versions() : json({}, 503))))
      yield* with_(
        over(client),
        Effect.gen(function* () {
          yield* ask(edge)
          yield* TestClock.adjust("23 hours")
          const stale = yield* toTheEnd(ask(edge))
          assert.deepInclude(stale.source, { freshness: "stale" })
          assert.strictEqual("ageSeconds" in stale.source && Math.floor(stale.source.ageSeconds / 3600), 23)
          assert.include("reason" in stale.source ? stale.source.reason : "", "503")
          yield* TestClock.adjust("1 hour")
          const error = yield* toTheEnd(Effect.flip(ask(edge)))
          assert.strictEqual(error.reason._tag, "Unavailable")
        })
      )
    })
  )

  it.effect("stands in for throttling, and not for a refusal", () =>
    Effect.gen(function* () {
      const next = [versions(), json({}, 403), json({}, 429, { "retry-after": "3600" })]
      const { client } = makeWire((n) => Effect.sync(() => next[n - 1] ?? versions()))
      yield* with_(
        over(client),
        Effect.gen(function* () {
          yield* ask(edge)
          yield* TestClock.adjust("1 hour")
          assert.strictEqual((yield* Effect.flip(ask(edge))).reason._tag, "Forbidden")
          assert.deepInclude((yield* ask(edge)).source, { freshness: "stale" })
        })
      )
    })
  )

  it.effect("keeps nothing when told so", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire((n) => Effect.sync(() => (n < 3 ? versions() : json({}, 404))))
      const off = { cacheTtl: Duration.zero, staleMaxAge: Duration.zero }
      yield* with_(
        over(client, off),
        Effect.gen(function* () {
          yield* ask(edge)
          assert.deepInclude((yield* ask(edge)).source, { freshness: "live" })
          yield* Effect.flip(ask(edge))
        })
      )
      assert.lengthOf(sentAt, 3)
    })
  )
})

describe("the breaker", () => {
  it.effect("leaves a failing Defender alone after five calls, and tries again half a minute later", () =>
    Effect.gen(function* () {
      let isDown = true
      const { client, sentAt } = makeWire(() => Effect.sync(() => (isDown ? json({}, 503) : versions())))
      yield* Effect.gen(function* () {
        for (let n = 0; n < 5; n++) {
          const fiber = yield* Effect.forkChild(Effect.flip(ask(edge)), { startImmediately: true })
          yield* TestClock.adjust("6 seconds")
          yield* Fiber.join(fiber)
        }
        assert.lengthOf(sentAt, 20)
        const error = yield* Effect.flip(ask(edge))
        assert.include(error.message, "left alone")
        assert.lengthOf(sentAt, 20)
        isDown = false
        yield* TestClock.adjust("30 seconds")
        assert.deepInclude((yield* ask(edge)).source, { freshness: "live" })
      }).pipe(Effect.provide(over(client)))
    })
  )

  it.effect("does not count refusals: they are healthy answers", () =>
    Effect.gen(function* () {
      const { client, sentAt } = makeWire(always(() => json({}, 404)))
      yield* Effect.gen(function* () {
        for (let n = 0; n < 10; n++) yield* Effect.flip(ask(edge))
      }).pipe(Effect.provide(over(client)))
      assert.lengthOf(sentAt, 10)
    })
  )
})

describe("pages", () => {
  const linking = (link: string) => {
    const hosts: Array<string> = []
    const wire = makeWire((n, url) =>
      Effect.sync(() => {
        hosts.push(url.host)
        const value = [{ version: `${n}.0`, installations: n, vulnerabilities: 0 }]
        return json(n === 1 ? { value, "@odata.nextLink": link } : { value })
      })
    )
    return { ...wire, hosts }
  }

  it.effect("follows a nextLink to another of Defender's clusters", () =>
    Effect.gen(function* () {
      const { client, hosts } = linking("https://api-eu3.securitycenter.microsoft.com/api/x?$skiptoken=1")
      const { value } = yield* ask(edge).pipe(Effect.provide(over(client)))
      assert.deepStrictEqual(
        value.map(({ version }) => version),
        ["1.0", "2.0"]
      )
      assert.deepStrictEqual(hosts, ["api.security.microsoft.com", "api-eu3.securitycenter.microsoft.com"])
    })
  )

  const elsewhere = [
    "https://securitycenter.microsoft.com.evil.example/x",
    "https://evilsecuritycenter.microsoft.com/x",
    "http://api.security.microsoft.com/x",
    "https://evil.example/"
  ]
  for (const link of elsewhere) {
    it.effect(`never takes the token to ${link}`, () =>
      Effect.gen(function* () {
        const { client, hosts } = linking(link)
        const error = yield* Effect.flip(ask(edge)).pipe(Effect.provide(over(client)))
        assert.strictEqual(error.reason._tag, "UnexpectedResponse")
        assert.include(error.message, "not one of its hosts")
        assert.lengthOf(hosts, 1)
      })
    )
  }
})

describe("ids", () => {
  it.effect.prop("travel as one path segment, whatever they hold", { id: Schema.String }, ({ id }) =>
    Effect.gen(function* () {
      if (!Schema.is(SoftwareId)(id)) return
      const paths: Array<string> = []
      const { client } = makeWire((_n, url) => Effect.sync(() => (paths.push(url.pathname), versions())))
      yield* ask(SoftwareId.make(id)).pipe(Effect.provide(over(client)))
      const segments = (paths[0] ?? "").split("/")
      assert.lengthOf(segments, 5)
      assert.strictEqual(decodeURIComponent(segments[3] ?? ""), id)
    })
  )
})
