import { Context, Effect, Layer, Schema } from "effect"
import { FetchHttpClient, type HttpClient } from "effect/http"
import { hasIdForm, SoftwareId, vendorAndName } from "./api/SoftwareId.ts"
import { AccessToken } from "./auth/AccessToken.ts"
import { clouds } from "./auth/Cloud.ts"
import type { Credential } from "./auth/Credential.ts"
import { cloud, Endpoints } from "./auth/Endpoints.ts"
import * as SignIn from "./auth/SignIn.ts"
import * as configuration from "./configuration.ts"
import { displayName } from "./inventory/DisplayName.ts"
import type { DistributionFilter } from "./inventory/DistributionFilter.ts"
import { SoftwareCatalog } from "./inventory/SoftwareCatalog.ts"
import * as SoftwareFacts from "./inventory/SoftwareFacts.ts"
import type { SearchResult } from "./inventory/SoftwareSearch.ts"
import type { Source } from "./inventory/Source.ts"
import * as VersionDistribution from "./inventory/VersionDistribution.ts"
import { type Caller, DefenderClient } from "./transport/DefenderClient.ts"
import {
  AmbiguousName,
  type Candidate,
  DefenderError,
  InvalidSoftwareId,
  UnknownSoftware
} from "./transport/DefenderError.ts"
import type { Freshness } from "./transport/Freshness.ts"
import { TransportSettings } from "./transport/TransportSettings.ts"
import { Misconfigured } from "./Variable.ts"

/**
 * Microsoft Defender's software inventory: which versions of a software run on how many installations, and which of them
 * are vulnerable.
 *
 * @example
 * ```ts
 * const program = Effect.gen(function* () {
 *   const defender = yield* Defender
 *   const { summary } = yield* defender.distribution("chrome", { vulnerableOnly: true })
 *   yield* Console.log(summary.sentence)
 * })
 * Effect.runPromise(Effect.provide(program, Defender.layer))
 * ```
 */
export class Defender extends Context.Service<
  Defender,
  {
    /**
     * The versions of a software, by its id or by what people call it. Fails with `AmbiguousName` when several software
     * fit the name and `UnknownSoftware` when none does. An id is asked for without a look at the inventory.
     */
    readonly distribution: (
      textOrId: string,
      filter?: DistributionFilter
    ) => Effect.Effect<VersionDistribution.VersionDistribution, DefenderError>
    /** What a text means in the inventory. */
    readonly search: (text: string) => Effect.Effect<SearchResult, DefenderError>
    /** What Defender says of one software as a whole. */
    readonly software: (id: SoftwareId) => Effect.Effect<SoftwareFacts.SoftwareFacts, DefenderError>
  }
>()("@defender-versions/core/Defender") {
  /** Asks through the given HTTP client, at the given endpoints, with the given credential. */
  static readonly layerNoDeps = Layer.effect(
    Defender,
    Effect.gen(function* () {
      const client = yield* DefenderClient
      const catalog = yield* SoftwareCatalog
      const { search } = catalog
      const sourceOf = (freshness: Freshness) => source(client.caller, freshness)

      const resolve = Effect.fn("Defender.resolve")(function* (text: string) {
        if (hasIdForm(text)) return { software: named(yield* decodeId(text.trim())), alternatives: [] }
        const { candidates, outcome } = yield* search(text)
        const [first, ...alternatives] = candidates
        if (outcome === "several") return yield* fail(new AmbiguousName({ query: text, candidates }))
        if (outcome === "none" || first === undefined) {
          return yield* fail(new UnknownSoftware({ query: text, nearest: candidates }))
        }
        return { software: named(first.id, first), alternatives }
      })

      const withNearest = (text: string) => (error: DefenderError) =>
        error.reason._tag !== "UnknownSoftware" || error.reason.nearest.length > 0
          ? Effect.fail(error)
          : search(text).pipe(
              Effect.orElseSucceed(() => ({ candidates: [] })),
              Effect.flatMap(({ candidates }) => fail(new UnknownSoftware({ query: text, nearest: candidates })))
            )

      return {
        search,
        distribution: Effect.fn("Defender.distribution")(function* (text: string, filter: DistributionFilter = {}) {
          const { alternatives, software } = yield* resolve(text)
          const answer = yield* Effect.catch(client.distributions(software.id), withNearest(text))
          const source = sourceOf(answer.source)
          return VersionDistribution.make({ software, source, rows: answer.value, filter, alternatives })
        }),
        software: Effect.fn("Defender.software")(function* (id: SoftwareId) {
          const answer = yield* client.software(id)
          return SoftwareFacts.make(answer.value, sourceOf(answer.source))
        })
      }
    })
  ).pipe(Layer.provide(SoftwareCatalog.layer), Layer.provide(DefenderClient.layer), Layer.provide(AccessToken.layer))

  /** Asks as the environment says, or fails with everything that is missing or wrong there. */
  static get layer() {
    return Defender.layerWithSample(
      fail(new Misconfigured({ problems: [{ variable: cloud.name, problem: "is sample", remedy: withoutSample }] }))
    )
  }

  /**
   * Asks as the environment says, and `sample` when it names the sample fleet: the layer that the package
   * `@defender-versions/emulator` has for it, loaded only then.
   */
  static layerWithSample<E>(sample: Effect.Effect<CloudLayer, E>): Layer.Layer<Defender, DefenderError | E> {
    const tenant = SignIn.layer.pipe(Layer.provideMerge([Endpoints.layer, FetchHttpClient.layer]), Layer.catch(refuse))
    const settings = Layer.catch(TransportSettings.layer, refuse)
    return Layer.unwrap(
      Effect.gen(function* () {
        const name = yield* Effect.catch(Effect.andThen(configuration.check, cloud.read), fail)
        const asked = name === "sample" ? yield* sample : tenant
        return Layer.provide(Defender.layerNoDeps, Layer.merge(asked, settings))
      })
    )
  }
}

/** Where to ask, in whose name, and what carries the requests. */
type CloudLayer = Layer.Layer<Credential | Endpoints | HttpClient.HttpClient>

const withoutSample = "The sample fleet is in the package @defender-versions/emulator."

const fail = (reason: DefenderError["reason"]) => Effect.fail(new DefenderError({ reason }))

const refuse = (reason: Misconfigured) => Layer.effectContext(fail(reason))

const decodeId = (text: string) =>
  Effect.catch(Schema.decodeEffect(SoftwareId)(text), ({ message }) =>
    fail(new InvalidSoftwareId({ problem: message }))
  )

const named = (
  id: SoftwareId,
  { name, vendor }: Pick<Candidate, "name" | "vendor"> = vendorAndName(id)
): VersionDistribution.SoftwareName => ({ id, vendor, name, displayName: displayName(id) })

const source = ({ cloud: name, host, tenant }: Caller, freshness: Freshness): Source => ({
  cloud: name,
  ...(host !== new URL(clouds[name].api).host && { host }),
  ...(tenant !== "" && { tenant }),
  ...freshness
})
