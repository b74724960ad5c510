import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Ref } from "effect"
import { Emulator, type EmulatorOptions, type Fault, sampleApplication } from "../src/index.ts"
import { get, layer, requestToken, url } from "./EmulatorServer.ts"

const withEmulator = (options?: Partial<EmulatorOptions>) => Effect.provide(layer(options))
const edge = "/api/Software/microsoft-_-edge/distributions"

describe("the software API, spoken to with fetch", () => {
  it.live("gives the documented distribution, whatever the case of the id, and finds ids with a slash", () =>
    Effect.gen(function* () {
      for (const path of [edge, "/api/Software/MICROSOFT-_-EDGE/distributions"]) {
        assert.deepStrictEqual((yield* get(path)).json.value, [
          { version: "11.0.17134.1039", installations: 1, vulnerabilities: 11 },
          { version: "11.0.18363.535", installations: 750, vulnerabilities: 0 }
        ])
      }
      const odd = yield* get("/api/Software/intel-_-proset%2Fwireless_software")
      assert.deepInclude(odd.json, { id: "intel-_-proset/wireless_software", installedMachines: 210 })
    }).pipe(withEmulator())
  )

  it.live("pages the inventory by $top and $skip, and gives no nextLink", () =>
    Effect.gen(function* () {
      const whole = (yield* get("/api/Software")).json.value
      assert.lengthOf(whole, 557)
      const pages = []
      for (let skip = 0; skip < 600; skip += 200) pages.push(yield* get(`/api/Software?$top=200&$skip=${skip}`))
      assert.deepStrictEqual(
        pages.map(({ json }) => json.value.length),
        [200, 200, 157]
      )
      assert.deepStrictEqual(
        pages.flatMap(({ json }) => json.value),
        whole
      )
      assert.isTrue(pages.every(({ json }) => json["@odata.nextLink"] === undefined))
      for (const query of ["$top=10001", "$top=-1", "$skip=x", "$top=1.5"]) {
        assert.strictEqual((yield* get(`/api/Software?${query}`)).status, 400)
      }
    }).pipe(withEmulator())
  )

  const filters: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
    ["id eq 'microsoft-_-edge'", ["microsoft-_-edge"]],
    ["name eq 'putty'", ["putty-_-putty", "simon_tatham-_-putty"]],
    ["name eq 'putty' and vendor eq 'putty'", ["putty-_-putty"]],
    ["(id eq 'curl-_-curl' or id eq 'haxx-_-curl') and (vendor eq 'haxx')", ["haxx-_-curl"]],
    ["name eq 'it''s'", []]
  ]
  it.live.each(filters)("knows $filter=%s", ([filter, expected]) =>
    Effect.gen(function* () {
      const { json } = yield* get(`/api/Software?$filter=${encodeURIComponent(filter)}`)
      assert.deepStrictEqual(
        json.value.map(({ id }) => id),
        [...expected]
      )
    }).pipe(withEmulator())
  )

  it.live.each(["weaknesses gt 3", "name eq putty", "name eq 'a' or", "(name eq 'a'", "contains(name,'a')"])(
    "refuses $filter=%s",
    (filter) =>
      Effect.gen(function* () {
        const { json, status } = yield* get(`/api/Software?$filter=${encodeURIComponent(filter)}`)
        assert.deepStrictEqual([status, json.error?.code], [400, "BadRequest"])
      }).pipe(withEmulator())
  )

  it.live("refuses as Defender does", () =>
    Effect.gen(function* () {
      const none = yield* get(edge, "")
      const foreign = yield* get(edge, "eyJhbGciOiJub25lIn0.e30.")
      const unknown = yield* get("/api/Software/nobody-_-nothing/distributions")
      assert.deepStrictEqual([none.status, foreign.status, unknown.status], [401, 401, 404])
      assert.deepInclude(unknown.json.error ?? {}, { code: "ResourceNotFound" })
    }).pipe(withEmulator())
  )

  it.live("denies an application without the permission", () =>
    Effect.gen(function* () {
      const { json, status } = yield* get(edge)
      assert.strictEqual(status, 403)
      assert.include(json.error?.message, "Software.Read.All")
    }).pipe(withEmulator({ application: { ...sampleApplication, roles: ["Machine.Read.All"] } }))
  )

  it.live("refuses a token that has expired", () =>
    Effect.gen(function* () {
      const { body } = yield* requestToken()
      yield* Effect.sleep("1100 millis")
      assert.strictEqual((yield* get(edge, body.access_token)).status, 401)
    }).pipe(withEmulator({ tokenLifetime: Duration.seconds(1) }))
  )

  for (const throttlingCode of ["429", "TooManyRequests"] as const) {
    it.live(`throttles an application over its limit, with the code ${throttlingCode}`, () =>
      Effect.gen(function* () {
        const token = (yield* requestToken()).body.access_token
        const calls = yield* Effect.all(Array.from({ length: 6 }, () => get(edge, token)))
        assert.deepStrictEqual(
          calls.map(({ status }) => status),
          [200, 200, 200, 200, 200, 429]
        )
        const last = calls.at(-1)
        assert.strictEqual(last?.json.error?.code, throttlingCode)
        assert.strictEqual(last?.json.error?.message, "API calls quota exceeded! maximum allowed 5 per 00:01:00")
        assert.include(["59", "60"], last?.headers.get("retry-after"))
      }).pipe(withEmulator({ limits: { perMinute: 5, perHour: 1500 }, throttlingCode }))
    )
  }

  it.live("can do each of what is not documented", () =>
    Effect.gen(function* () {
      const unknown = yield* get("/api/Software/nobody-_-nothing/distributions")
      assert.deepStrictEqual([unknown.status, unknown.json.value], [200, []])
      assert.deepStrictEqual((yield* get("/api/Software/MICROSOFT-_-EDGE/distributions")).json.value, [])
      const first = yield* get(edge)
      assert.lengthOf(first.json.value, 1)
      const { pathname, search } = new URL(first.json["@odata.nextLink"] ?? "")
      const second = yield* get(`${pathname}${search}`)
      assert.lengthOf(second.json.value, 1)
      assert.notProperty(second.json, "@odata.nextLink")
    }).pipe(withEmulator({ unknownSoftware: "empty", ids: "case-sensitive", versionsPerPage: 1 }))
  )
})

describe("faults", () => {
  const struck = (fault: Fault) =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const token = (yield* requestToken()).body.access_token
      yield* Ref.set(faults, [fault])
      const answer = yield* Effect.result(get(edge, token))
      const after = yield* get(edge, token)
      assert.strictEqual(after.status, 200)
      return answer
    }).pipe(withEmulator())

  it.live("a status comes once, with its Retry-After", () =>
    Effect.gen(function* () {
      const result = yield* struck({ fault: "status", status: 503, retryAfter: "7", times: 1 })
      assert.isTrue(result._tag === "Success" && result.success.status === 503)
      assert.strictEqual(result._tag === "Success" && result.success.headers.get("retry-after"), "7")
    })
  )

  it.live.each(["reset", "truncated"] as const)("%s breaks the connection", (fault) =>
    Effect.map(struck({ fault, times: 1 }), ({ _tag }) => assert.strictEqual(_tag, "Failure"))
  )

  it.live.each([
    ["malformed", 200, /^\{"value":/],
    ["empty", 200, /^$/],
    ["expired-token", 401, /Unauthorized/]
  ] as const)("%s", ([fault, status, text]) =>
    Effect.gen(function* () {
      const result = yield* struck({ fault, times: 1 })
      assert.strictEqual(result._tag === "Success" && result.success.status, status)
      assert.match(result._tag === "Success" ? result.success.text : "", text)
    })
  )

  it.live("are set and counted over HTTP too", () =>
    Effect.gen(function* () {
      const base = yield* url
      const put = (body: string) =>
        Effect.promise(() =>
          fetch(`${base}/emulator/faults`, { method: "PUT", body, headers: { "content-type": "application/json" } })
        )
      assert.strictEqual((yield* put('[{"fault":"status","status":500,"times":1}]')).status, 204)
      assert.strictEqual((yield* put('[{"fault":"earthquake"}]')).status, 400)
      assert.strictEqual((yield* get(edge, "x")).status, 500)
      const requests = yield* Effect.promise(async () => (await fetch(`${base}/emulator/requests`)).text())
      assert.match(requests, /\{"method":"GET","path":"\/api\/Software\/microsoft-_-edge\/distributions","at":\d+\}\]$/)
    }).pipe(withEmulator())
  )
})
