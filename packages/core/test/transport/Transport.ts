import { Duration, Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { AccessToken } from "../../src/auth/AccessToken.ts"
import { Endpoints } from "../../src/auth/Endpoints.ts"
import * as ReadyToken from "../../src/auth/ReadyToken.ts"
import { DefenderClient } from "../../src/transport/DefenderClient.ts"
import { TransportSettings } from "../../src/transport/TransportSettings.ts"

/** What stands at the other end of the wire under virtual time: an answer for the n-th request, counted from 1. */
export type Wire = (n: number, url: URL) => Effect.Effect<Response>

export const settings: TransportSettings["Service"] = {
  limitPerMinute: 100,
  limitPerHour: 1500,
  deadline: Duration.seconds(30),
  attemptTimeout: Duration.seconds(10),
  retries: 3,
  backoff: Duration.millis(500),
  cacheTtl: Duration.minutes(5),
  catalogTtl: Duration.hours(1),
  staleMaxAge: Duration.hours(24)
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), { status, headers })

export const versions = json.bind(undefined, { value: [{ version: "1.0", installations: 1, vulnerabilities: 0 }] })

/** A wire that counts what it carries. */
export const makeWire = (wire: Wire) => {
  const sentAt: Array<number> = []
  const interrupted: Array<number> = []
  const client = HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const clock = yield* Effect.clockWith((c) => c.currentTimeMillis)
      sentAt.push(clock)
      const n = sentAt.length
      const response = yield* Effect.onInterrupt(wire(n, url), () => Effect.sync(() => interrupted.push(n)))
      return HttpClientResponse.fromWeb(request, response)
    })
  )
  return { sentAt, interrupted, client }
}

/** The client of the transport, over a wire. */
export const over = (client: HttpClient.HttpClient, changed: Partial<TransportSettings["Service"]> = {}) =>
  DefenderClient.layer.pipe(
    Layer.provide(AccessToken.layer),
    Layer.provide(ReadyToken.layer(Redacted.make("token"))),
    Layer.provide([
      Endpoints.layerOf("commercial"),
      Layer.succeed(TransportSettings, { ...settings, ...changed }),
      Layer.succeed(HttpClient.HttpClient, client)
    ])
  )
