import { Defender, type DefenderError, SoftwareId, TransportSettings } from "@defender-versions/core"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Layer, Ref, Tracer } from "effect"
import { Emulator, type EmulatorOptions, type Fault, Sample } from "../src/index.ts"

const settings: TransportSettings["Service"] = {
  limitPerMinute: 100,
  limitPerHour: 1500,
  deadline: Duration.seconds(30),
  attemptTimeout: Duration.seconds(10),
  retries: 3,
  backoff: Duration.millis(5),
  cacheTtl: Duration.zero,
  catalogTtl: Duration.hours(1),
  staleMaxAge: Duration.zero
}

const sample = (options: Partial<EmulatorOptions> = {}) =>
  Defender.layerNoDeps.pipe(
    Layer.provide(Layer.succeed(TransportSettings, settings)),
    Layer.provideMerge(Sample.layer(options))
  )

const edge = SoftwareId.make("microsoft-_-edge")
const api = (faults: ReadonlyArray<Fault>) =>
  Effect.flatMap(Emulator, (emulator) =>
    Ref.set(
      emulator.faults,
      faults.map((fault) => ({ ...fault, path: "/api/" }))
    )
  )

/** How often each part of the emulator was asked. */
const asked = Effect.gen(function* () {
  const { requests } = yield* Emulator
  const paths = (yield* Ref.get(requests)).map(({ path }) => path)
  return {
    api: paths.filter((path) => path.startsWith("/api/")).length,
    tokens: paths.filter((path) => path.endsWith("/oauth2/v2.0/token")).length
  }
})

describe("the sample fleet, asked through core", () => {
  it.live("answers with one token and one call, labelled as sample data", () =>
    Effect.gen(function* () {
      const defender = yield* Defender
      const { source, summary } = yield* defender.distribution("microsoft-_-edge")
      assert.deepInclude(source, { cloud: "sample", freshness: "live" })
      assert.strictEqual(
        summary.sentence,
        "2 versions on 751 installations. 1 installation (0.1 %) has known vulnerabilities. 750 (99.9 %) run the newest version seen."
      )
      assert.deepStrictEqual(yield* asked, { api: 1, tokens: 1 })
      const facts = yield* defender.software(edge)
      assert.deepInclude(facts, { installedMachines: 751, exposedMachines: 1, weaknesses: 11 })
    }).pipe(Effect.provide(sample()))
  )

  it.live("renews a token that Defender calls expired, and asks again", () =>
    Effect.gen(function* () {
      const defender = yield* Defender
      yield* api([{ fault: "expired-token", times: 1 }])
      const { summary } = yield* defender.distribution(edge)
      assert.strictEqual(summary.installations, 751)
      assert.deepStrictEqual(yield* asked, { api: 2, tokens: 2 })
    }).pipe(Effect.provide(sample()))
  )

  const passing: ReadonlyArray<Fault> = [
    { fault: "status", status: 503 },
    { fault: "reset" },
    { fault: "truncated" },
    { fault: "malformed" },
    { fault: "empty" }
  ]
  for (const fault of passing) {
    const name = fault.fault === "status" ? String(fault.status) : fault.fault
    it.live(`gets over two answers that are ${name}`, () =>
      Effect.gen(function* () {
        const defender = yield* Defender
        yield* api([{ ...fault, times: 2 }])
        assert.strictEqual((yield* defender.distribution(edge)).summary.versions, 2)
        assert.strictEqual((yield* asked).api, 3)
      }).pipe(Effect.provide(sample()))
    )
  }

  it.live("leaves a span for each step of a question", () =>
    Effect.gen(function* () {
      const spans: Array<string> = []
      const tracer = Tracer.make({
        span(options) {
          spans.push(options.name)
          return new Tracer.NativeSpan(options)
        }
      })
      const defender = yield* Defender
      yield* defender.distribution("chrome").pipe(Effect.withTracer(tracer))
      const steps = [
        "Defender.distribution",
        "Defender.resolve",
        "SoftwareCatalog.search",
        "SoftwareCatalog.all",
        "DefenderClient.distributions",
        "AccessToken.request",
        "GET"
      ]
      assert.includeMembers(spans, steps)
    }).pipe(Effect.provide(sample()))
  )

  it.live("says until when, where it is throttled", () =>
    Effect.gen(function* () {
      const defender = yield* Defender
      const ask = (id: string) => Effect.result(defender.distribution(id))
      yield* Effect.all([ask("google-_-chrome"), ask("curl-_-curl")])
      const third = yield* ask("putty-_-putty")
      const error: DefenderError | undefined = third._tag === "Failure" ? third.failure : undefined
      assert.strictEqual(error?.reason._tag, "Throttled")
      assert.match(error?.message ?? "", /throttled until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/)
    }).pipe(Effect.provide(sample({ limits: { perMinute: 2, perHour: 1500 } })))
  )
})
