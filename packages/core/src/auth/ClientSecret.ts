import { DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { required } from "../Variable.ts"
import { clouds } from "./Cloud.ts"
import { Credential } from "./Credential.ts"
import { Endpoints } from "./Endpoints.ts"
import * as SignInFailed from "./SignInFailed.ts"

const remedy =
  "Register an application in Entra with the permission Software.Read.All and set AZURE_TENANT_ID, AZURE_CLIENT_ID and " +
  "AZURE_CLIENT_SECRET, or set DEFENDER_ACCESS_TOKEN. To try without a tenant, ask the sample fleet: --cloud sample."

const tenantId = required("AZURE_TENANT_ID", {
  description: "The directory (tenant) id of the app registration.",
  schema: Schema.String.pipe(Schema.check(Schema.isPattern(/^[\w.-]+$/))),
  expected: "a GUID or a domain name",
  remedy
})

const clientId = required("AZURE_CLIENT_ID", {
  description: "The application (client) id of the app registration.",
  schema: Schema.NonEmptyString,
  expected: "a GUID",
  remedy
})

const clientSecret = required("AZURE_CLIENT_SECRET", {
  description: "The value of a client secret of the app registration.",
  schema: Schema.RedactedFromValue(Schema.NonEmptyString),
  expected: "the secret's value",
  remedy
})

export const variables = [tenantId, clientId, clientSecret]

const knownAuthorities = new Set(Object.values(clouds).map(({ authority }) => new URL(authority).host))

/**
 * Signs in as an application, with a client secret.
 *
 * Every request uses a credential of its own: the Azure SDK keeps tokens itself, and would answer a renewal with the
 * very token that Defender refused.
 *
 * @see https://learn.microsoft.com/javascript/api/@azure/identity/clientsecretcredential
 */
export const layer = Layer.effect(
  Credential,
  Effect.gen(function* () {
    const tenant = yield* tenantId.read
    const client = yield* clientId.read
    const secret = yield* clientSecret.read
    const { authorityHost, scope } = yield* Endpoints
    const token = Effect.tryPromise({
      try: async (abortSignal) => {
        const { ClientSecretCredential } = await import("@azure/identity")
        const credential = new ClientSecretCredential(tenant, client, Redacted.value(secret), {
          authorityHost: authorityHost.href,
          disableInstanceDiscovery: !knownAuthorities.has(authorityHost.host),
          retryOptions: { maxRetries: 2 }
        })
        return credential.getToken(scope, { abortSignal })
      },
      catch: SignInFailed.fromCause
    }).pipe(
      Effect.map((issued) => ({
        token: Redacted.make(issued.token),
        expiresAt: Option.some(DateTime.makeUnsafe(issued.expiresOnTimestamp))
      })),
      Effect.withSpan("ClientSecret.token")
    )
    return { identity: { tenant: Option.some(tenant), principal: client }, token, isRenewable: true }
  })
)
