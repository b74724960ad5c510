import { Effect, Random } from "effect"
import { HttpServerResponse } from "effect/http"

/** A refusal as Defender words it. Its `target` is no GUID on every endpoint: it is an opaque string. */
export const refusal = Effect.fnUntraced(function* (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {}
) {
  const target = `|${(yield* Random.nextInt).toString(16).replace("-", "")}.`
  return HttpServerResponse.jsonUnsafe({ error: { code, message, target } }, { status, headers })
})

/** What a gateway in front of Defender sends. */
const gatewayPage = (status: number) =>
  HttpServerResponse.html(`<html><head><title>${status}</title></head><body>Service unavailable</body></html>`).pipe(
    HttpServerResponse.setStatus(status)
  )

/** An answer of a status, with the body such answers have. */
export const ofStatus = (status: number, headers: Readonly<Record<string, string>>) => {
  switch (status) {
    case 400:
      return refusal(400, "BadRequest", "Request is not valid.", headers)
    case 401:
      return refusal(401, "Unauthorized", "Invalid or expired authorization header.", headers)
    case 403:
      return refusal(403, "Forbidden", missingRole, headers)
    case 404:
      return refusal(404, "ResourceNotFound", "Software was not found", headers)
    case 429:
      return refusal(429, "429", "API calls quota exceeded! maximum allowed 45 per 00:01:00", headers)
    case 500:
      return refusal(500, "InternalServerError", "", headers)
    default:
      return Effect.succeed(HttpServerResponse.setHeaders(gatewayPage(status), headers))
  }
}

export const missingRole =
  "The application does not have any of the required application permissions (Software.Read.All) to access the resource."
