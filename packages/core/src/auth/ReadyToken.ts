import { DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { createHash } from "node:crypto"
import { optional } from "../Variable.ts"
import { Credential, type Identity } from "./Credential.ts"
import * as TokenClaims from "./TokenClaims.ts"

export const accessToken = optional("DEFENDER_ACCESS_TOKEN", {
  description: "A ready access token for Defender, instead of the three AZURE_ variables.",
  schema: Schema.RedactedFromValue(Schema.NonEmptyString),
  expected: "an access token",
  otherwise: "none"
})

const fingerprint = (token: Redacted.Redacted) =>
  createHash("sha256").update(Redacted.value(token)).digest("hex").slice(0, 16)

const identityOf = (token: Redacted.Redacted, claims: TokenClaims.TokenClaims): Identity => ({
  tenant: Option.fromUndefinedOr(claims.tid),
  principal: claims.oid ?? claims.appid ?? fingerprint(token)
})

/** Signs in with a token somebody else obtained. It can't be renewed. */
export const layer = (token: Redacted.Redacted) => {
  const claims = Option.getOrElse(TokenClaims.ofToken(token), (): TokenClaims.TokenClaims => ({}))
  const expiresAt = Option.flatMap(Option.fromUndefinedOr(claims.exp), (seconds) => DateTime.make(seconds * 1000))
  return Layer.succeed(Credential, {
    identity: identityOf(token, claims),
    token: Effect.succeed({ token, expiresAt }),
    isRenewable: false
  })
}
