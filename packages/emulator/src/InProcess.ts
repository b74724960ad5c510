import { Effect, Layer, type Scope } from "effect"
import { FetchHttpClient, HttpEffect, HttpRouter, HttpServer, type HttpServerRequest } from "effect/http"
import { resetStatus } from "./ConnectionReset.ts"
import type { Emulator } from "./Emulator.ts"
import { routes } from "./http/routes.ts"
import { Signer } from "./http/Signer.ts"

type Needed = Emulator | Signer

/** Answers requests in this process, without a port: the HTTP client's requests go to the emulator and nowhere else. */
export const layer = FetchHttpClient.layer.pipe(
  Layer.provide(
    Layer.effect(
      FetchHttpClient.Fetch,
      Effect.gen(function* () {
        const app = yield* HttpRouter.toHttpEffect(routes)
        const handle = HttpEffect.toWebHandlerWith<Needed, Needed | Scope.Scope | HttpServerRequest.HttpServerRequest>(
          yield* Effect.context<Needed>()
        )(app)
        const fetch: typeof globalThis.fetch = async (input, init) => {
          const response = await handle(new Request(input, init))
          if (response.status === resetStatus) throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } })
          return response
        }
        return fetch
      })
    )
  ),
  Layer.provide([Signer.layer, HttpServer.layerServices])
)
