import { Option, Redacted, Result, Schema } from "effect"
import { Base64Url } from "effect/encoding"

/**
 * What an Entra access token says of itself. Nothing here is verified: it names the caller in answers and cache keys,
 * and decides nothing.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export const TokenClaims = Schema.Struct({
  tid: Schema.optionalKey(Schema.String),
  oid: Schema.optionalKey(Schema.String),
  appid: Schema.optionalKey(Schema.String),
  /** Seconds since 1970. */
  exp: Schema.optionalKey(Schema.Finite)
})
export interface TokenClaims extends Schema.Schema.Type<typeof TokenClaims> {}

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(TokenClaims))

/** The claims of a token, or none when it is not a JSON Web Token. */
export const ofToken = (token: Redacted.Redacted): Option.Option<TokenClaims> => {
  const payload = Redacted.value(token).split(".")[1] ?? ""
  return Option.flatMap(Result.getSuccess(Base64Url.decodeString(payload)), decode)
}
