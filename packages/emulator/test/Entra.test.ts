import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { createRemoteJWKSet, jwtVerify } from "jose"
import { sampleApplication } from "../src/index.ts"
import { layer, requestToken, url } from "./EmulatorServer.ts"

const withEmulator = Effect.provide(layer())
const { clientId, tenantId } = sampleApplication

describe("Entra", () => {
  it.live("gives a signed token that its key set verifies, with audience and roles", () =>
    Effect.gen(function* () {
      const { body, status } = yield* requestToken()
      assert.deepStrictEqual([status, body.token_type, body.expires_in], [200, "Bearer", 3600])
      const base = yield* url
      const document = yield* Effect.promise(async () =>
        (await fetch(`${base}/${tenantId}/v2.0/.well-known/openid-configuration`)).json()
      )
      const { jwks_uri } = yield* Schema.decodeUnknownEffect(Schema.Struct({ jwks_uri: Schema.String }))(document)
      const keys = createRemoteJWKSet(new URL(jwks_uri))
      const { payload, protectedHeader } = yield* Effect.promise(() => jwtVerify(body.access_token ?? "", keys))
      assert.strictEqual(protectedHeader.alg, "RS256")
      assert.deepInclude(payload, {
        aud: "https://api.securitycenter.microsoft.com",
        tid: tenantId,
        appid: clientId,
        roles: ["Software.Read.All"]
      })
    }).pipe(withEmulator)
  )

  const refusals: ReadonlyArray<readonly [string, Record<string, string>, string | undefined, number, string]> = [
    ["a wrong secret", { client_secret: "wrong" }, undefined, 401, "AADSTS7000215"],
    ["an unknown application", { client_id: "nobody" }, undefined, 400, "AADSTS700016"],
    ["an unknown tenant", {}, "nowhere", 400, "AADSTS90002"],
    ["an unknown resource", { scope: "https://example.com/.default" }, undefined, 400, "AADSTS500011"],
    ["another grant", { grant_type: "password" }, undefined, 400, "AADSTS70003"]
  ]
  for (const [what, changed, tenant, status, code] of refusals) {
    it.live(`refuses ${what} with ${code}`, () =>
      Effect.gen(function* () {
        const refused = yield* requestToken(changed, tenant)
        assert.strictEqual(refused.status, status)
        assert.include(refused.body.error_description, `${code}: `)
        assert.deepStrictEqual(refused.body.error_codes, [Number(code.replace("AADSTS", ""))])
      }).pipe(withEmulator)
    )
  }
})
