import { Duration, Predicate } from "effect"
import { Unavailable } from "./DefenderError.ts"

const problems: Record<string, string> = {
  ENOTFOUND: "its name can't be resolved",
  EAI_AGAIN: "its name can't be resolved at the moment",
  ECONNREFUSED: "nothing answers there",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  ECONNRESET: "the connection broke off",
  EPIPE: "the connection broke off",
  UND_ERR_SOCKET: "the connection broke off",
  ETIMEDOUT: "it could not be reached in time",
  UND_ERR_CONNECT_TIMEOUT: "it could not be reached in time"
}

const isCertificateCode = (code: string) => /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code)

/** The first error code among an error and its causes. */
const codeOf = (error: unknown): string | undefined => {
  if (!Predicate.isObject(error)) return undefined
  if (Predicate.hasProperty(error, "code") && Predicate.isString(error.code)) return error.code
  if (Predicate.hasProperty(error, "cause")) return codeOf(error.cause)
  return undefined
}

/** Explains why a request did not get through to `url`, or its answer not back. */
export const explain = (url: URL, error: unknown): Unavailable => {
  const code = codeOf(error)
  const suffix = code === undefined ? "" : ` (${code})`
  if (code !== undefined && isCertificateCode(code)) {
    return new Unavailable({
      problem: `the certificate of ${url.host} is not trusted${suffix}`,
      remedy: "If your company inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its root certificate.",
      isTransient: false,
      retryAfter: Duration.zero
    })
  }
  return new Unavailable({
    problem: `${url.host}: ${(code && problems[code]) ?? "the connection failed"}${suffix}`,
    remedy: "Check the network and any proxy in between, and try again in a few minutes.",
    isTransient: true,
    retryAfter: Duration.zero
  })
}
