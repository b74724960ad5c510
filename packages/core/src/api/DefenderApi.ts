import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { ApiErrors } from "./ApiError.ts"
import { DistributionPage } from "./Distribution.ts"
import { Software, SoftwarePage } from "./Software.ts"
import { SoftwareId } from "./SoftwareId.ts"

const id = { id: SoftwareId }

/**
 * The software endpoints of Microsoft Defender for Endpoint.
 *
 * - `list`: the inventory. Pages by `$top` (at most 10,000) and `$skip`; `$filter` on `id`, `name` and `vendor`.
 * - `get`: one software.
 * - `distributions`: its versions. Takes no OData options.
 */
export class SoftwareGroup extends HttpApiGroup.make("software")
  .add(
    HttpApiEndpoint.get("list", "/", {
      query: {
        $top: Schema.optionalKey(Schema.FiniteFromString),
        $skip: Schema.optionalKey(Schema.FiniteFromString),
        $filter: Schema.optionalKey(Schema.String)
      },
      success: SoftwarePage,
      error: ApiErrors
    }),
    HttpApiEndpoint.get("get", "/:id", { params: id, success: Software, error: ApiErrors }),
    HttpApiEndpoint.get("distributions", "/:id/distributions", {
      params: id,
      success: DistributionPage,
      error: ApiErrors
    })
  )
  .prefix("/api/Software") {}

/** The part of Defender's API this project speaks, as a contract from which client, emulator and OpenAPI derive. */
export class DefenderApi extends HttpApi.make("defender").add(SoftwareGroup) {}
