import { Clock, DateTime, Duration, Effect, Option, Result, Schema } from "effect"
import { Headers, type HttpClientResponse } from "effect/http"
import { ApiErrorBody } from "../api/ApiError.ts"
import {
  DefenderError,
  type DefenderErrorReason,
  Forbidden,
  Throttled,
  Unauthorized,
  Unavailable,
  UnexpectedResponse,
  UnknownSoftware
} from "./DefenderError.ts"
import { quotable } from "../ForeignText.ts"

const decodeBody = Schema.decodeUnknownOption(Schema.fromJsonString(ApiErrorBody))

/** The sentence in the body, when there is one. Gateways in front of Defender answer with pages of their own. */
const sentence = (response: HttpClientResponse.HttpClientResponse) =>
  response.text.pipe(
    Effect.map((body) => Option.match(decodeBody(body), { onNone: () => "", onSome: ({ error }) => error.message })),
    Effect.orElseSucceed(() => ""),
    Effect.map(quotable)
  )

/** The wait a `Retry-After` header asks for, in seconds or until a date. */
const retryAfter = (response: HttpClientResponse.HttpClientResponse, now: number) =>
  Result.match(Headers.parseRetryAfter(response.headers["retry-after"] ?? ""), {
    onFailure: () => Duration.zero,
    onSuccess: (value) => Duration.max(Headers.retryAfterDelay(value, now), Duration.zero)
  })

const unstatedWait = Duration.minutes(1)

/**
 * Fails with what a status other than 200 means. Only the status counts: bodies differ from the documents, and from one
 * another.
 *
 * @param asked what was asked for, to name it when Defender does not know it
 */
export const refuse = Effect.fnUntraced(function* (
  response: HttpClientResponse.HttpClientResponse,
  asked: string
): Effect.fn.Return<never, DefenderError> {
  const said = yield* sentence(response)
  const now = yield* Clock.currentTimeMillis
  const wait = retryAfter(response, now)
  return yield* new DefenderError({ reason: reasonFor(response, { asked, said, wait, now }) })
})

const reasonFor = (
  { headers, status }: HttpClientResponse.HttpClientResponse,
  context: { readonly asked: string; readonly said: string; readonly wait: Duration.Duration; readonly now: number }
): DefenderErrorReason => {
  const { asked, now, said, wait } = context
  const quoted = said === "" ? "" : ` ("${said}")`
  if (status === 401) return new Unauthorized({ isRenewed: false })
  if (status === 403) return new Forbidden({ said })
  if (status === 404) return new UnknownSoftware({ query: asked, nearest: [] })
  if (status === 429) {
    const until = now + Duration.toMillis(Duration.isZero(wait) ? unstatedWait : wait)
    return new Throttled({ until: DateTime.makeUnsafe(until), retryAfter: wait })
  }
  if (status === 408 || status >= 500) {
    return new Unavailable({
      problem: `it answered ${status}${quoted}`,
      remedy: "Try again in a few minutes; https://status.cloud.microsoft tells of outages.",
      isTransient: true,
      retryAfter: wait
    })
  }
  const location = headers["location"] === undefined ? "" : ` to ${quotable(headers["location"])}`
  const problem =
    status >= 300 && status < 400 ? `it redirects${location} (${status})` : `it answered ${status}${quoted}`
  return new UnexpectedResponse({ problem, isTransient: false })
}
