import { Clock, Effect, Option, Ref, Stream } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { ConnectionReset } from "../ConnectionReset.ts"
import { Emulator, resources } from "../Emulator.ts"
import * as Fault from "../Fault.ts"
import * as Quota from "./Quota.ts"
import { missingRole, ofStatus, refusal } from "./refusal.ts"
import { type Claims, Signer } from "./Signer.ts"

const json = { contentType: "application/json" }
const halfABody = new TextEncoder().encode('{"@odata.context":"https://api-sample.securitycenter.microsoft.com/api/')

const mayRead = ({ roles = [], scp = "" }: Claims) =>
  roles.includes("Software.Read.All") || scp.split(" ").includes("Software.Read")

/**
 * What stands before every answer: the request is written down, a fault strikes, the token is looked at, and the call
 * is counted.
 */
export const layer = HttpRouter.middleware(
  Effect.gen(function* () {
    const { faults, requests } = yield* Emulator
    const signer = yield* Signer
    const overQuota = yield* Quota.make
    const reset = yield* ConnectionReset

    const claimsOf = Effect.fnUntraced(function* (request: HttpServerRequest.HttpServerRequest) {
      const bearer = /^Bearer (.+)$/.exec(request.headers["authorization"] ?? "")?.[1] ?? ""
      return Option.filter(yield* signer.verify(bearer), ({ aud }) => resources.has(aud))
    })

    return (answer) =>
      Effect.gen(function* () {
        const request = yield* HttpServerRequest.HttpServerRequest
        const path = request.url
        if (path.startsWith("/emulator/")) return yield* answer
        const at = yield* Clock.currentTimeMillis
        yield* Ref.update(requests, (list) => [...list, { method: request.method, path, at }])

        const struck = Option.getOrUndefined(yield* Fault.take(faults, path))
        switch (struck?.fault) {
          case "delay":
            // Middleware is not interrupted when the client leaves, unless it says so.
            yield* Effect.interruptible(Effect.sleep(struck.milliseconds))
            break
          case "reset":
            return yield* reset(request)
          case "status":
            return yield* ofStatus(
              struck.status,
              struck.retryAfter === undefined ? {} : { "retry-after": struck.retryAfter }
            )
          case "expired-token":
            return yield* ofStatus(401, {})
          case "truncated":
            return HttpServerResponse.stream(
              Stream.concat(Stream.make(halfABody), Stream.fail("the connection was closed")),
              {
                ...json,
                contentLength: halfABody.length * 2
              }
            )
          case "malformed":
            return HttpServerResponse.text('{"value":[{"version":"1.0",', json)
          case "empty":
            return HttpServerResponse.text("", json)
          case "body":
            return HttpServerResponse.text(struck.body, json)
        }
        if (!path.startsWith("/api/")) return yield* answer
        const claims = yield* claimsOf(request)
        if (Option.isNone(claims)) return yield* ofStatus(401, {})
        if (!mayRead(claims.value)) return yield* refusal(403, "Forbidden", missingRole)
        return (yield* overQuota(claims.value.appid)) ?? (yield* answer)
      })
  }),
  { global: true }
)
