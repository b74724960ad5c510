import { DateTime, Duration, Effect, Layer, Random, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Emulator, type EmulatorOptions, resources } from "../Emulator.ts"
import { Signer } from "./Signer.ts"

/** @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
const TokenRequest = Schema.Struct({
  grant_type: Schema.String,
  client_id: Schema.String,
  client_secret: Schema.optionalKey(Schema.String),
  scope: Schema.optionalKey(Schema.String)
})

const origin = ({ scheme }: EmulatorOptions, request: HttpServerRequest.HttpServerRequest) =>
  `${scheme}://${request.headers["host"] ?? "localhost"}`

/** A refusal as Entra words it. */
const refuse = Effect.fnUntraced(function* (status: number, error: string, code: number, description: string) {
  const now = yield* DateTime.now
  const trace = `${(yield* Random.nextIntBetween(0, 0xffffffff)).toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`
  const timestamp = DateTime.formatIso(now)
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z")
  return HttpServerResponse.jsonUnsafe(
    {
      error,
      error_description: `AADSTS${code}: ${description} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: trace,
      correlation_id: trace
    },
    { status }
  )
})

const token = Effect.gen(function* () {
  const { options } = yield* Emulator
  const { application, tokenLifetime } = options
  const { tenant = "" } = yield* HttpRouter.params
  const request = yield* HttpServerRequest.schemaBodyUrlParams(TokenRequest)
  if (tenant !== application.tenantId) {
    const said = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`
    return yield* refuse(400, "invalid_request", 90002, said)
  }
  if (request.client_id !== application.clientId) {
    const said = `Application with identifier '${request.client_id}' was not found in the directory 'Sample'.`
    return yield* refuse(400, "unauthorized_client", 700016, said)
  }
  if (request.grant_type !== "client_credentials") {
    return yield* refuse(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.")
  }
  if (request.client_secret !== application.clientSecret) {
    const said = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${request.client_id}'.`
    return yield* refuse(401, "invalid_client", 7000215, said)
  }
  const resource = request.scope?.replace(/\/\.default$/, "") ?? ""
  if (!resources.has(resource)) {
    const said = `The resource principal named ${resource} was not found in the tenant named Sample.`
    return yield* refuse(400, "invalid_resource", 500011, said)
  }
  const claims = {
    aud: resource,
    iss: `https://sts.windows.net/${tenant}/`,
    tid: tenant,
    appid: request.client_id,
    oid: request.client_id,
    roles: application.roles
  }
  const signer = yield* Signer
  const lifetime = Math.floor(Duration.toSeconds(tokenLifetime))
  return HttpServerResponse.jsonUnsafe({
    token_type: "Bearer",
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: yield* signer.sign(claims, tokenLifetime)
  })
}).pipe(
  Effect.catchTag(["SchemaError", "HttpServerError"], () =>
    refuse(400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.")
  )
)

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html */
const discovery = Effect.gen(function* () {
  const { options } = yield* Emulator
  const { tenant = "" } = yield* HttpRouter.params
  if (tenant !== options.application.tenantId) {
    return yield* refuse(400, "invalid_tenant", 90002, `Tenant '${tenant}' not found.`)
  }
  const base = `${origin(options, yield* HttpServerRequest.HttpServerRequest)}/${tenant}`
  return HttpServerResponse.jsonUnsafe({
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ["code", "id_token", "token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"]
  })
})

const keys = Effect.gen(function* () {
  const signer = yield* Signer
  return HttpServerResponse.jsonUnsafe(yield* signer.keySet)
})

/** The part of Microsoft Entra that gives out tokens. */
export const layer = Layer.mergeAll(
  HttpRouter.add("POST", "/:tenant/oauth2/v2.0/token", token),
  HttpRouter.add("GET", "/:tenant/v2.0/.well-known/openid-configuration", discovery),
  HttpRouter.add("GET", "/:tenant/discovery/v2.0/keys", keys)
)
