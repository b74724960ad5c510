import { Context, Effect } from "effect"
import { type HttpServerRequest, HttpServerResponse } from "effect/http"

/** The status that stands for a closed connection where there is no connection to close. */
export const resetStatus = 599

/** Closes the connection of a request without an answer. How depends on what carries the requests. */
export const ConnectionReset = Context.Reference<
  (request: HttpServerRequest.HttpServerRequest) => Effect.Effect<HttpServerResponse.HttpServerResponse>
>("@defender-versions/emulator/ConnectionReset", {
  defaultValue: () => () => Effect.succeed(HttpServerResponse.empty({ status: resetStatus }))
})
