import { Effect, Layer, Option, Schema } from "effect"
import { HttpServer } from "effect/http"
import { type EmulatorOptions, sampleApplication } from "../src/index.ts"
import * as Server from "../src/server.ts"

/** An emulator on a free port of this machine, without TLS. */
export const layer = (emulator: Partial<EmulatorOptions> = {}) => Layer.fresh(Server.layer({ port: 0, emulator }))

export const url = Effect.map(HttpServer.HttpServer, ({ address }) =>
  "port" in address ? `http://127.0.0.1:${address.port}` : ""
)

const { clientId, clientSecret, tenantId } = sampleApplication

const credentials = {
  grant_type: "client_credentials",
  client_id: clientId,
  client_secret: clientSecret,
  scope: "https://api.securitycenter.microsoft.com/.default"
}

/** Asks for a token as any OAuth client does. */
export const requestToken = Effect.fnUntraced(function* (changed: Record<string, string> = {}, tenant = tenantId) {
  const body = new URLSearchParams({ ...credentials, ...changed })
  const base = yield* url
  const response = yield* Effect.promise(() => fetch(`${base}/${tenant}/oauth2/v2.0/token`, { method: "POST", body }))
  return { status: response.status, body: yield* decodeToken(yield* Effect.promise(() => response.json())) }
})

const decodeToken = Schema.decodeUnknownEffect(
  Schema.Struct({
    token_type: Schema.optionalKey(Schema.String),
    expires_in: Schema.optionalKey(Schema.Finite),
    access_token: Schema.optionalKey(Schema.String),
    error_description: Schema.optionalKey(Schema.String),
    error_codes: Schema.optionalKey(Schema.Array(Schema.Finite))
  })
)

const Body = Schema.fromJsonString(
  Schema.StructWithRest(
    Schema.Struct({
      value: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)).pipe(
        Schema.withDecodingDefaultKey(Effect.succeed([]))
      ),
      "@odata.nextLink": Schema.optionalKey(Schema.String),
      error: Schema.optionalKey(Schema.Struct({ code: Schema.String, message: Schema.String }))
    }),
    [Schema.Record(Schema.String, Schema.Unknown)]
  )
)

/** Gets a path of the API, by default with a good token. */
export const get = Effect.fnUntraced(function* (path: string, token?: string) {
  const base = yield* url
  const bearer = token ?? (yield* requestToken()).body.access_token ?? ""
  const headers = { authorization: `Bearer ${bearer}` }
  const response = yield* Effect.tryPromise(() => fetch(`${base}${path}`, { headers, redirect: "manual" }))
  const text = yield* Effect.tryPromise(() => response.text())
  const json = Option.getOrElse(Schema.decodeOption(Body)(text), (): typeof Body.Type => ({ value: [] }))
  return { status: response.status, headers: response.headers, text, json }
})
