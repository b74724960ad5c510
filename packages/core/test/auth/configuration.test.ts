import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer } from "effect"
import { CloudName, clouds, Defender, Endpoints, variables } from "../../src/index.ts"
import { mayReceiveToken } from "../../src/auth/DefenderHost.ts"
import * as DefenderAt from "../DefenderAt.ts"

const problem = (environment: Record<string, string>) =>
  Effect.flip(Effect.provide(Defender, DefenderAt.layer(environment))).pipe(Effect.map(({ reason }) => reason))

const signedIn = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s" }

describe("configuration", () => {
  it.effect("names everything that is missing or wrong in one message, and the way to try without", () =>
    Effect.gen(function* () {
      const reason = yield* problem({ DEFENDER_CLOUD: "mars", DEFENDER_LIMIT_PER_HOUR: "0", DEFENDER_DEADLINE: "soon" })
      assert.strictEqual(reason._tag, "Misconfigured")
      const named = [
        "AZURE_TENANT_ID",
        "AZURE_CLIENT_ID",
        "AZURE_CLIENT_SECRET",
        "DEFENDER_CLOUD",
        "DEFENDER_LIMIT_PER_HOUR",
        "DEFENDER_DEADLINE"
      ]
      for (const variable of named) assert.include(reason.message, variable)
      assert.include(reason.message, "--cloud sample")
    })
  )

  it.effect("takes an empty variable as missing", () =>
    Effect.gen(function* () {
      const reason = yield* problem({ ...signedIn, AZURE_CLIENT_SECRET: " " })
      assert.include(reason.message, "AZURE_CLIENT_SECRET is missing")
      assert.notInclude(reason.message, "AZURE_CLIENT_ID is missing")
    })
  )

  it.effect("never falls back to the sample fleet", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* problem({}))._tag, "Misconfigured")
      assert.include((yield* problem({ DEFENDER_CLOUD: "sample" })).message, "@defender-versions/emulator")
    })
  )

  const refused = [
    "https://evil.example",
    "http://api.security.microsoft.com",
    "https://api.security.microsoft.com.evil.example",
    "ftp://localhost",
    "not a url"
  ]
  for (const url of refused) {
    it.effect(`sends no token to DEFENDER_API_URL=${url}`, () =>
      Effect.map(problem({ ...signedIn, DEFENDER_API_URL: url }), ({ message }) =>
        assert.include(message, "DEFENDER_API_URL is not right")
      )
    )
  }

  it.effect("never repeats a secret", () =>
    Effect.gen(function* () {
      const secret = "do-not-print-me"
      const reason = yield* problem({ ...signedIn, AZURE_CLIENT_SECRET: secret, DEFENDER_CLOUD: "mars" })
      assert.notInclude(JSON.stringify(reason), secret)
    })
  )

  it("describes every variable once", () => {
    const names = variables.map(({ name }) => name)
    assert.deepStrictEqual(names, [...new Set(names)])
    for (const { description, otherwise } of variables) assert.isNotEmpty(description + otherwise)
  })
})

const endpoints = (environment: Record<string, string>) =>
  Effect.provide(
    Endpoints,
    Endpoints.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env: environment }))))
  )

describe("clouds", () => {
  for (const name of CloudName.literals) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const { apiUrl, authorityHost, cloud, scope } = yield* endpoints({ DEFENDER_CLOUD: name })
        assert.strictEqual(cloud, name)
        assert.strictEqual(apiUrl.origin, clouds[name].api)
        assert.isTrue(mayReceiveToken(apiUrl))
        assert.strictEqual(authorityHost.origin, clouds[name].authority)
        assert.match(scope, /^https?:\/\/.+\/\.default$/)
      })
    )
  }

  it("ask Gov hosts for Gov tokens at the sign-in of their cloud", () => {
    assert.deepStrictEqual(clouds.gcc, {
      api: "https://api-gcc.securitycenter.microsoft.us",
      authority: "https://login.microsoftonline.com",
      scope: "https://api-gcc.securitycenter.microsoft.us/.default"
    })
    assert.strictEqual(clouds.dod.authority, "https://login.microsoftonline.us")
    assert.strictEqual(clouds.eu.scope, "https://api.securitycenter.microsoft.com/.default")
  })

  it.effect("can be overridden, each part by itself", () =>
    Effect.gen(function* () {
      const overridden = yield* endpoints({
        DEFENDER_CLOUD: "eu",
        DEFENDER_API_URL: "https://api-eu3.securitycenter.microsoft.com/api/",
        DEFENDER_SCOPE: "https://api.security.microsoft.com/.default",
        AZURE_AUTHORITY_HOST: "https://login.example"
      })
      assert.strictEqual(overridden.apiUrl.href, "https://api-eu3.securitycenter.microsoft.com/")
      assert.strictEqual(overridden.scope, "https://api.security.microsoft.com/.default")
      assert.strictEqual(overridden.authorityHost.host, "login.example")
    })
  )
})

describe("a token may go to", () => {
  const yes = [
    "https://api.security.microsoft.com",
    "https://api-eu3.securitycenter.microsoft.com/api/x",
    "https://api.securitycenter.windows.com",
    "https://api-gov.securitycenter.microsoft.us",
    "https://localhost:8443",
    "http://127.0.0.1:1",
    "http://[::1]:80"
  ]
  const no = [
    "http://api.security.microsoft.com",
    "https://microsoft.com",
    "https://evilsecuritycenter.microsoft.com",
    "https://securitycenter.microsoft.com.evil.example",
    "http://127.evil.example",
    "http://localhost.evil.example",
    "https://user:securitycenter.microsoft.com@evil.example"
  ]
  it.each(yes)("%s", (url) => assert.isTrue(mayReceiveToken(new URL(url))))
  it.each(no)("not %s", (url) => assert.isFalse(mayReceiveToken(new URL(url))))
})
