import { AccessToken, Credential, Defender, Endpoints, SoftwareId, TransportSettings } from "../src/index.ts"
import * as DefenderHttp from "../src/transport/DefenderHttp.ts"
import { Duration, Effect, Layer, ManagedRuntime, Option, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import { createServer } from "node:http"
import { compare, ratio, report } from "../../../bench/compare.ts"

/** A server that answers at once, so that what is measured is the client. */
const body = JSON.stringify({
  value: Array.from({ length: 40 }, (_, at) => ({ version: `1.${at}`, installations: at, vulnerabilities: at % 3 }))
})
const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end(body)
})
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
const address = server.address()
const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
const id = SoftwareId.make("microsoft-_-edge")

const tenant = Layer.mergeAll(
  FetchHttpClient.layer,
  Layer.succeed(Endpoints, { cloud: "commercial", apiUrl: new URL(url), authorityHost: new URL(url), scope: "" }),
  Layer.succeed(Credential, {
    identity: { tenant: Option.none(), principal: "bench" },
    isRenewable: false,
    token: Effect.succeed({ token: Redacted.make("token"), expiresAt: Option.none() })
  }),
  Layer.succeed(TransportSettings, {
    limitPerMinute: 1_000_000,
    limitPerHour: 1_000_000,
    deadline: Duration.seconds(30),
    attemptTimeout: Duration.seconds(10),
    retries: 3,
    backoff: Duration.millis(500),
    cacheTtl: Duration.zero,
    catalogTtl: Duration.zero,
    staleMaxAge: Duration.zero
  })
)
const runtime = ManagedRuntime.make(
  Layer.merge(Defender.layerNoDeps, AccessToken.layer).pipe(Layer.provideMerge(tenant))
)
const defender = await runtime.runPromise(Defender)
const http = await runtime.runPromise(DefenderHttp.make)

const bare = async () => {
  const response = await fetch(`${url}/api/Software/${id}/distributions`, {
    headers: { authorization: "Bearer token" }
  })
  return response.json()
}
const derived = await compare(() => runtime.runPromise(http.distributions(id)), bare, 1000)
report("a derived call, with token and decoding : bare fetch", ratio(derived), "≤ 2×")
const whole = await compare(() => runtime.runPromise(defender.distribution(id)), bare, 1000)
report("a question through every layer, uncached : bare fetch", ratio(whole), "none, stated")

await runtime.dispose()
server.closeAllConnections()
server.close()
