import { Credential, Endpoints, SignInFailed } from "@defender-versions/core"
import { DateTime, Duration, Effect, Layer, Option, Schema } from "effect"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"
import { Emulator, type EmulatorOptions, sampleApplication } from "./Emulator.ts"
import * as InProcess from "./InProcess.ts"

const TokenResponse = Schema.Struct({
  access_token: Schema.RedactedFromValue(Schema.NonEmptyString),
  /** Seconds. */
  expires_in: Schema.Finite
})

const failed = new SignInFailed({
  problem: "the sample fleet gave no token",
  remedy: "Please report it.",
  isTransient: false
})

/** Signs in at the emulator as its one application does: with its client secret. */
const credential = Layer.effect(
  Credential,
  Effect.gen(function* () {
    const { authorityHost, scope } = yield* Endpoints
    const http = yield* HttpClient.HttpClient
    const { clientId, clientSecret, tenantId } = sampleApplication
    const request = HttpClientRequest.post(new URL(`/${tenantId}/oauth2/v2.0/token`, authorityHost)).pipe(
      HttpClientRequest.bodyUrlParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope
      })
    )
    return {
      identity: { tenant: Option.none(), principal: clientId },
      isRenewable: true,
      token: http.execute(request).pipe(
        Effect.flatMap(HttpClientResponse.schemaBodyJson(TokenResponse)),
        Effect.mapError(() => failed),
        Effect.flatMap(({ access_token, expires_in }) =>
          Effect.map(DateTime.now, (now) => ({
            token: access_token,
            expiresAt: Option.some(DateTime.addDuration(now, Duration.seconds(expires_in)))
          }))
        )
      )
    }
  })
)

/** The sample fleet as a cloud to ask: its endpoints, its sign-in, and an HTTP client that leads there. */
export const layer = (options: Partial<EmulatorOptions> = {}) =>
  credential.pipe(
    Layer.provideMerge([Endpoints.layerOf("sample"), InProcess.layer]),
    // Nobody waits for an RSA key: it takes longer to make than the rest of an answer.
    Layer.provideMerge(Emulator.layer({ signing: "ES256", ...options }))
  )
