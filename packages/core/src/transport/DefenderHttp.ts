import { Effect, Redacted, Schema, SchemaIssue } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, type HttpClientResponse } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import { DefenderApi } from "../api/DefenderApi.ts"
import type { SoftwareId } from "../api/SoftwareId.ts"
import { AccessToken } from "../auth/AccessToken.ts"
import { mayReceiveToken } from "../auth/DefenderHost.ts"
import { Endpoints } from "../auth/Endpoints.ts"
import { SignInFailed } from "../auth/SignInFailed.ts"
import { DefenderError, Unauthorized, UnexpectedResponse } from "./DefenderError.ts"
import { quotable } from "../ForeignText.ts"
import * as NetworkProblem from "./NetworkProblem.ts"
import { refuse } from "./Refusal.ts"

type Response = HttpClientResponse.HttpClientResponse

/** The software endpoints, one request a call: the token, where it may go, the status, and the body. */
export const make = Effect.gen(function* () {
  const { apiUrl } = yield* Endpoints
  const token = yield* AccessToken
  const client = yield* HttpClient.HttpClient
  const authorised = HttpClient.mapRequestEffect((request: HttpClientRequest.HttpClientRequest) =>
    withToken(request, token)
  )
  const { software } = yield* HttpApiClient.makeWith(DefenderApi, {
    httpClient: client.pipe(HttpClient.mapRequest(HttpClientRequest.prependUrl(apiUrl.href)), authorised)
  })
  const group = "software"
  const decodeList = HttpApiClient.decodeResponse(DefenderApi, { group, endpoint: "list" })
  const decodeSoftware = HttpApiClient.decodeResponse(DefenderApi, { group, endpoint: "get" })
  const decodeDistributions = HttpApiClient.decodeResponse(DefenderApi, { group, endpoint: "distributions" })
  const responseMode = "response-only"

  /** Sends, then decodes a 200 or fails with what any other status means. */
  const ask = <A, E1, E2>(
    asked: string,
    send: Effect.Effect<Response, E1>,
    decode: (response: Response) => Effect.Effect<A, E2>
  ): Effect.Effect<A, DefenderError> =>
    Effect.gen(function* () {
      const response = yield* send
      if (response.status === 200) return yield* decode(response)
      if (response.status === 401) return yield* unauthorized(response, token)
      return yield* refuse(response, asked)
    }).pipe(
      Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
      Effect.mapError((error) => toDefenderError(apiUrl, error))
    )

  return {
    list: (query: { readonly $top: number; readonly $skip: number }) =>
      ask("", software.list({ query, responseMode }), decodeList),
    software: (id: SoftwareId) => ask(id, software.get({ params: { id }, responseMode }), decodeSoftware),
    distributions: (id: SoftwareId) =>
      ask(id, software.distributions({ params: { id }, responseMode }), decodeDistributions),
    /** The page of distributions that a `@odata.nextLink` points to. */
    nextDistributions: (link: string) => ask("", authorised(client).get(new URL(link, apiUrl)), decodeDistributions)
  }
})

/** Attaches the token, unless the request would carry it elsewhere than to Defender. */
const withToken = Effect.fnUntraced(function* (
  request: HttpClientRequest.HttpClientRequest,
  token: AccessToken["Service"]
) {
  if (mayReceiveToken(new URL(request.url))) return HttpClientRequest.bearerToken(request, yield* token.get)
  return yield* new UnexpectedResponse({
    problem: `it points to ${quotable(request.url)}, which is not one of its hosts`,
    isTransient: false
  })
})

const unauthorized = Effect.fnUntraced(function* (response: Response, token: AccessToken["Service"]) {
  const refused = (response.request.headers["authorization"] ?? "").replace(/^Bearer /, "")
  return yield* new Unauthorized({ isRenewed: yield* token.drop(Redacted.make(refused)) })
})

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()

/** Names the field that is wrong. A body that is no JSON object at all was cut off, or comes from something in between. */
const explainBody = (error: Schema.SchemaError): UnexpectedResponse => {
  const [issue] = formatIssue(error.issue).issues
  const path = (issue?.path ?? []).map((key) => (typeof key === "object" ? key.key : key))
  if (path.length === 0) return new UnexpectedResponse({ problem: "the body is empty or not JSON", isTransient: true })
  const field = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "")
  return new UnexpectedResponse({ problem: `${field}: ${quotable(issue?.message ?? "")}`, isTransient: false })
}

const toDefenderError = (apiUrl: URL, error: unknown): DefenderError => {
  if (error instanceof DefenderError) return error
  if (error instanceof Unauthorized || error instanceof UnexpectedResponse || error instanceof SignInFailed) {
    return new DefenderError({ reason: error })
  }
  if (Schema.isSchemaError(error)) return new DefenderError({ reason: explainBody(error) })
  return new DefenderError({ reason: NetworkProblem.explain(apiUrl, error) })
}
