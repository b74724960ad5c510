import { BadRequest, DefenderApi, NotFound, type Software, type SoftwareId } from "@defender-versions/core/api"
import { Clock, Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { Emulator } from "../Emulator.ts"
import * as ODataFilter from "./ODataFilter.ts"

const maxTop = 10_000

const context = (fragment: string) => ({
  "@odata.context": `https://api-sample.securitycenter.microsoft.com/api/$metadata#${fragment}`
})

const badRequest = (message: string) => Effect.fail(new BadRequest({ error: { code: "BadRequest", message } }))

const notFound = (id: SoftwareId) =>
  Effect.fail(new NotFound({ error: { code: "ResourceNotFound", message: `Software ${id} was not found` } }))

const isCount = (value: number) => Number.isInteger(value) && value >= 0

/** Defender's answers, from the fleet as it is now. */
export const layer = HttpApiBuilder.group(
  DefenderApi,
  "software",
  Effect.fnUntraced(function* (handlers) {
    const { fleet, options } = yield* Emulator

    const known = (id: SoftwareId) => (options.ids === "case-sensitive" ? id : fleet.idOf(id))

    return handlers.handleAll({
      list: Effect.fnUntraced(function* ({ query: { $filter, $skip = 0, $top = maxTop } }) {
        if (!isCount($top) || $top > maxTop)
          return yield* badRequest(`The limit of '${maxTop}' for Top query has been exceeded.`)
        if (!isCount($skip)) return yield* badRequest("Invalid OData URI query: $skip")
        const wanted = $filter === undefined ? () => true : ODataFilter.parse($filter)
        if (wanted === undefined) return yield* badRequest("Invalid OData URI query: $filter")
        const all: ReadonlyArray<Software> = fleet.inventory(yield* Clock.currentTimeMillis).filter(wanted)
        return { ...context("Software"), value: all.slice($skip, $skip + $top) }
      }),
      get: Effect.fnUntraced(function* ({ params: { id } }) {
        const software = fleet.software(known(id), yield* Clock.currentTimeMillis)
        return software === undefined ? yield* notFound(id) : software
      }),
      distributions: Effect.fnUntraced(function* ({ params: { id }, request }) {
        const versions = fleet.distribution(known(id), yield* Clock.currentTimeMillis)
        if (versions.length === 0 && options.unknownSoftware === "not-found") return yield* notFound(id)
        const url = new URL(request.url, `${options.scheme}://${request.headers["host"] ?? "localhost"}`)
        const skip = Number(url.searchParams.get("$skiptoken") ?? 0)
        const end = skip + options.versionsPerPage
        url.searchParams.set("$skiptoken", String(end))
        return {
          ...context("Collection(microsoft.windowsDefenderATP.api.PublicDistributionDto)"),
          ...(end < versions.length && { "@odata.nextLink": url.href }),
          value: versions.slice(skip, end)
        }
      })
    })
  })
)
