import { Context, Effect, Layer } from "effect"
import type { Software } from "../api/Software.ts"
import * as AnswerCache from "../transport/AnswerCache.ts"
import { type Caller, DefenderClient } from "../transport/DefenderClient.ts"
import type { DefenderError } from "../transport/DefenderError.ts"
import { TransportSettings } from "../transport/TransportSettings.ts"
import * as SoftwareSearch from "./SoftwareSearch.ts"

/** The most software Defender gives in one page. */
const pageSize = 10_000

/** One software of two that Defender lists under the same id: the one that is on more devices. */
const merge = (known: Software | undefined, other: Software): Software =>
  known === undefined || (other.installedMachines ?? -1) > (known.installedMachines ?? -1) ? other : known

/** All software in Defender's inventory, kept for a while, and what people mean by its names. */
export class SoftwareCatalog extends Context.Service<
  SoftwareCatalog,
  {
    /** Each software once. */
    readonly software: Effect.Effect<AnswerCache.Answer<ReadonlyArray<Software>>, DefenderError>
    readonly search: (text: string) => Effect.Effect<SoftwareSearch.SearchResult, DefenderError>
  }
>()("@defender-versions/core/inventory/SoftwareCatalog") {
  static readonly layer = Layer.effect(
    SoftwareCatalog,
    Effect.gen(function* () {
      const client = yield* DefenderClient
      const { catalogTtl, staleMaxAge } = yield* TransportSettings

      // With $top there is no nextLink: the page that is not full, or brings nothing new, is the last.
      const all = Effect.fn("SoftwareCatalog.all")(function* () {
        const byId = new Map<string, Software>()
        let isLast = false
        for (let skip = 0; !isLast; skip += pageSize) {
          const page = yield* client.list({ $top: pageSize, $skip: skip })
          const before = byId.size
          for (const software of page) byId.set(software.id, merge(byId.get(software.id), software))
          isLast = page.length < pageSize || byId.size === before
        }
        const software = [...byId.values()]
        return { software, index: SoftwareSearch.make(software) }
      })

      const catalogs = yield* AnswerCache.make({
        capacity: 1,
        timeToLive: catalogTtl,
        staleMaxAge,
        lookup: (_caller: Caller) => all()
      })
      const catalog = catalogs.get(client.caller)

      return {
        software: Effect.map(catalog, ({ source, value }) => ({ source, value: value.software })),
        search: Effect.fn("SoftwareCatalog.search")(function* (text: string) {
          const { value } = yield* catalog
          return value.index.search(text)
        })
      }
    })
  )
}
