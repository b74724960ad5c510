import { Emulator, type Fault, sampleApplication } from "@defender-versions/emulator"
import * as Server from "@defender-versions/emulator/server"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, FileSystem, Layer, Ref } from "effect"
import { HttpServer } from "effect/http"
import { cli } from "./Process.ts"

/** The certificate the tenant's hosts show, which is its own authority. */
class Authority extends Context.Service<Authority, Server.Certificate>()("test/Authority") {
  static readonly layer = Layer.effect(Authority, Server.makeCertificate)
}

/** Entra and Defender over TLS on this machine. */
const tenant = Layer.unwrap(Effect.map(Authority, (certificate) => Server.layer({ port: 0, certificate }))).pipe(
  Layer.provideMerge(Authority.layer)
)

const { clientId, clientSecret, tenantId } = sampleApplication

/** The environment of an administrator who set everything up. */
const environment = Effect.gen(function* () {
  const { address } = yield* HttpServer.HttpServer
  const { cert } = yield* Authority
  const fs = yield* FileSystem.FileSystem
  const file = yield* fs.makeTempFileScoped({ suffix: ".pem" })
  yield* fs.writeFileString(file, cert)
  const url = `https://localhost:${"port" in address ? address.port : 0}`
  return {
    AZURE_AUTHORITY_HOST: url,
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
    DEFENDER_API_URL: url,
    NODE_EXTRA_CA_CERTS: file
  }
})

const edge = "microsoft-_-edge"

/** Asks with faults at Defender or at Entra, and says how often each was asked. */
const ask = Effect.fnUntraced(function* (options: {
  readonly faults?: ReadonlyArray<Fault>
  readonly env?: Record<string, string>
  readonly args?: ReadonlyArray<string>
}) {
  const { faults, requests } = yield* Emulator
  yield* Ref.set(faults, options.faults ?? [])
  yield* Ref.set(requests, [])
  const env = { ...(yield* environment), ...options.env }
  const ended = yield* cli(options.args ?? [edge], { env })
  const paths = (yield* Ref.get(requests)).map(({ path }) => path)
  return {
    ...ended,
    api: paths.filter((path) => path.startsWith("/api/")).length,
    tokens: paths.filter((path) => path.includes("/oauth2/v2.0/token")).length
  }
})

const api = { path: "/api/" }

layer(tenant, { excludeTestServices: true })("a tenant, signed in to by client secret over TLS", (it) => {
  it.effect("answers by id with one token and one call, and says where from", () =>
    Effect.gen(function* () {
      const { api: calls, code, stderr, stdout, tokens } = yield* ask({})
      assert.deepStrictEqual([code, stderr, calls, tokens], [0, "", 1, 1])
      assert.match(stdout, /^Microsoft Edge {2}microsoft-_-edge +commercial at localhost:\d+ · asked /)
      assert.notInclude(stdout, "sample")
    })
  )

  it.effect("answers by name with one call more, for the inventory", () =>
    Effect.map(ask({ args: ["chrome", "--output", "json"] }), ({ api: calls, code, stdout }) => {
      assert.deepStrictEqual([code, calls], [0, 2])
      assert.deepInclude(JSON.parse(stdout).source, { cloud: "commercial", tenant: tenantId, freshness: "live" })
    })
  )

  const once = { DEFENDER_RETRIES: "1" }
  const quick = { DEFENDER_DEADLINE: "2s" }

  const failures: ReadonlyArray<{
    readonly what: string
    readonly faults?: ReadonlyArray<Fault>
    readonly env?: Record<string, string>
    readonly args?: ReadonlyArray<string>
    readonly code: number
    readonly says: ReadonlyArray<string>
    readonly api: number
  }> = [
    {
      what: "Defender is down",
      faults: [{ ...api, fault: "status", status: 503 }],
      code: 5,
      says: ["it answered 503", "Try again in a few minutes"],
      api: 4
    },
    {
      what: "Defender fails inside",
      faults: [{ ...api, fault: "status", status: 500 }],
      env: once,
      code: 5,
      says: ["it answered 500"],
      api: 2
    },
    {
      what: "the connection is reset",
      faults: [{ ...api, fault: "reset" }],
      code: 5,
      says: ["the connection broke off", "Check the network"],
      api: 4
    },
    {
      what: "the body breaks off",
      faults: [{ ...api, fault: "truncated" }],
      env: once,
      code: 5,
      says: ["the connection broke off"],
      api: 2
    },
    {
      what: "the answer takes too long",
      faults: [{ ...api, fault: "delay", milliseconds: 60_000 }],
      env: quick,
      code: 5,
      says: ["no answer within", "DEFENDER_DEADLINE"],
      api: 1
    },
    {
      what: "Defender throttles for an hour",
      faults: [{ ...api, fault: "status", status: 429, retryAfter: "3600" }],
      code: 5,
      says: ["throttled until", "Ask again then"],
      api: 1
    },
    {
      what: "the body is not JSON",
      faults: [{ ...api, fault: "malformed" }],
      env: once,
      code: 1,
      says: ["the body is empty or not JSON", "any proxy in between"],
      api: 2
    },
    {
      what: "the body is empty",
      faults: [{ ...api, fault: "empty" }],
      env: once,
      code: 1,
      says: ["the body is empty or not JSON"],
      api: 2
    },
    {
      what: "a field is wrong",
      faults: [{ ...api, fault: "body", body: '{"value":[{"version":"1","installations":-1,"vulnerabilities":0}]}' }],
      code: 1,
      says: ["value[0].installations", "report it"],
      api: 1
    },
    {
      what: "Defender redirects",
      faults: [{ ...api, fault: "status", status: 302 }],
      code: 1,
      says: ["it redirects (302)"],
      api: 1
    },
    {
      what: "every token is refused",
      faults: [{ ...api, fault: "expired-token" }],
      code: 3,
      says: ["refused the access token (401)", "DEFENDER_SCOPE"],
      api: 2
    },
    {
      what: "the permission is missing",
      faults: [{ ...api, fault: "status", status: 403 }],
      code: 3,
      says: ["denies access (403)", "Software.Read.All", "admin consent"],
      api: 1
    },
    {
      what: "the client secret is wrong",
      env: { AZURE_CLIENT_SECRET: "wrong-secret" },
      code: 3,
      says: ["the client secret is wrong (AADSTS7000215)", "AZURE_CLIENT_SECRET"],
      api: 0
    },
    {
      what: "the application is unknown",
      env: { AZURE_CLIENT_ID: "5a3b1e00-0000-4000-8000-00000000dead" },
      code: 3,
      says: ["not known in this tenant (AADSTS700016)", "AZURE_CLIENT_ID"],
      api: 0
    },
    {
      what: "the scope is unknown",
      env: { DEFENDER_SCOPE: "https://example.com/.default" },
      code: 3,
      says: ["AADSTS500011", "DEFENDER_SCOPE"],
      api: 0
    },
    {
      what: "variables are missing",
      env: { AZURE_CLIENT_ID: "", AZURE_CLIENT_SECRET: "" },
      code: 3,
      says: ["AZURE_CLIENT_ID is missing", "AZURE_CLIENT_SECRET is missing", "--cloud sample"],
      api: 0
    },
    {
      what: "a variable is wrong",
      env: { DEFENDER_LIMIT_PER_MINUTE: "lots", DEFENDER_CLOUD: "mars" },
      code: 2,
      says: ["DEFENDER_LIMIT_PER_MINUTE is not right", "DEFENDER_CLOUD is not right (expected one of commercial, us"],
      api: 0
    },
    {
      what: "the certificate is not trusted",
      env: { NODE_EXTRA_CA_CERTS: "", DEFENDER_ACCESS_TOKEN: "token" },
      code: 5,
      says: ["is not trusted", "NODE_EXTRA_CA_CERTS"],
      api: 0
    },
    {
      what: "the software is unknown",
      args: ["microsoft-_-egde"],
      code: 4,
      says: ['no software "microsoft-_-egde"', edge],
      api: 2
    }
  ]

  for (const { api: calls, code, says, what, ...asked } of failures) {
    it.effect(`${what}: ends with ${code} after ${calls} calls, and says what to do`, () =>
      Effect.gen(function* () {
        const ended = yield* ask(asked)
        assert.deepStrictEqual([ended.code, ended.stdout], [code, ""])
        assert.strictEqual(ended.api, calls)
        const paragraph = ended.stderr.replace("Asking Defender…\n", "")
        for (const words of says) assert.include(paragraph, words)
        assert.lengthOf(paragraph.trimEnd().split("\n"), 1)
        assert.notMatch(ended.stderr, /\n {4}at |wrong-secret|sample-secret|eyJ/)
      })
    )
  }

  it.effect("logs as JSON on standard error what it does, and never a secret", () =>
    Effect.gen(function* () {
      const env = { LOG_LEVEL: "trace", LOG_FORMAT: "json" }
      const { code, stderr } = yield* ask({ faults: [{ ...api, fault: "status", status: 503, times: 1 }], env })
      assert.strictEqual(code, 0)
      const logged = stderr.split("\n").filter((line) => line.startsWith("{"))
      assert.isTrue(logged.some((line) => JSON.stringify(JSON.parse(line)).includes("503")))
      assert.notMatch(stderr, /sample-secret|eyJ|Bearer/)
    })
  )
})
