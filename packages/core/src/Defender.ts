import { Context, Effect, Layer, Schema } from "effect"
import { FetchHttpClient } from "effect/http"
import { hasIdForm, SoftwareId, vendorAndName } from "./api/SoftwareId.ts"
import { AccessToken } from "./auth/AccessToken.ts"
import { Endpoints } from "./auth/Endpoints.ts"
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
  ).pipe(
    Layer.provide(SoftwareCatalog.layer),
    Layer.provide(DefenderClient.layer),
    Layer.provide(AccessToken.layer)
  )

  /** Asks as the environment says. Fails with everything that is missing or wrong there. */
  static readonly layer = Layer.unwrap(
    Effect.as(
      configuration.check,
      Defender.layerNoDeps.pipe(
        Layer.provide(SignIn.layer),
        Layer.provide([Endpoints.layer, TransportSettings.layer, FetchHttpClient.layer])
      )
    )
  ).pipe(Layer.catch((misconfigured) => Layer.effect(Defender, fail(misconfigured))))
}

const fail = (reason: DefenderError["reason"]) => Effect.fail(new DefenderError({ reason }))

const decodeId = (text: string) =>
  Effect.catch(Schema.decodeUnknownEffect(SoftwareId)(text), ({ message }) =>
    fail(new InvalidSoftwareId({ problem: message }))
  )

const named = (
  id: SoftwareId,
  { name, vendor }: Pick<Candidate, "name" | "vendor"> = vendorAndName(id)
): VersionDistribution.SoftwareName => ({ id, vendor, name, displayName: displayName(id) })

const source = ({ cloud, tenant }: Caller, freshness: Freshness): Source => ({
  cloud,
  ...(tenant !== "" && { tenant }),
  ...freshness
})
