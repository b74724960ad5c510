import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Defender } from "../../src/index.ts"
import * as DefenderAt from "../DefenderAt.ts"
import * as RawServer from "../RawServer.ts"

const software = (name: string, installedMachines?: number) => ({
  id: `vendor-_-${name}`,
  vendor: "vendor",
  name,
  ...(installedMachines !== undefined && { installedMachines })
})

/** A server that lists software by `$top` and `$skip`, and counts every software once as installed. */
const listing = (all: ReadonlyArray<unknown>, honoursSkip = true) =>
  RawServer.start((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost")
    if (url.pathname.endsWith("/distributions")) return RawServer.body('{"value":[]}')(request, response)
    const top = Number(url.searchParams.get("$top"))
    const skip = honoursSkip ? Number(url.searchParams.get("$skip")) : 0
    return RawServer.body(JSON.stringify({ value: all.slice(skip, skip + top) }))(request, response)
  })

const search = (text: string) => Effect.flatMap(Defender, (defender) => defender.search(text))

const many = Array.from({ length: 20_500 }, (_, at) => software(`product_${at}`, at))

describe("SoftwareCatalog", () => {
  it.effect("reads page after page until one that is not full", () =>
    Effect.gen(function* () {
      const server = yield* listing(many)
      const last = yield* search("product_20499").pipe(Effect.provide(DefenderAt.raw(server.url)))
      assert.deepStrictEqual([last.outcome, last.candidates[0]?.installedMachines], ["one", 20_499])
      assert.deepStrictEqual(
        server.requests.map(({ path }) => decodeURIComponent(path)),
        [0, 10_000, 20_000].map((skip) => `/api/Software?$top=10000&$skip=${skip}`)
      )
    })
  )

  it.effect("does not go on for ever when a server knows no $skip", () =>
    Effect.gen(function* () {
      const server = yield* listing(many.slice(0, 10_000), false)
      yield* search("product_1").pipe(Effect.provide(DefenderAt.raw(server.url)))
      assert.lengthOf(server.requests, 2)
    })
  )

  it.effect("takes software that is listed twice once, with the higher count", () =>
    Effect.gen(function* () {
      const server = yield* listing([
        software("twice", 3),
        software("twice"),
        software("twice", 7),
        software("twice", 5)
      ])
      const { candidates } = yield* search("twice").pipe(Effect.provide(DefenderAt.raw(server.url)))
      assert.deepStrictEqual(
        candidates.map(({ installedMachines }) => installedMachines),
        [7]
      )
    })
  )

  it.effect("is read once for many questions, and not for an id", () =>
    Effect.gen(function* () {
      const server = yield* listing([software("alpha", 1), software("beta", 2)])
      yield* Effect.gen(function* () {
        const defender = yield* Defender
        yield* defender.distribution("vendor-_-alpha")
        assert.lengthOf(server.requests, 1)
        yield* Effect.all([search("alpha"), search("beta"), defender.distribution("beta")], {
          concurrency: "unbounded"
        })
      }).pipe(Effect.provide(DefenderAt.raw(server.url)))
      assert.lengthOf(
        server.requests.filter(({ path }) => path.startsWith("/api/Software?")),
        1
      )
    })
  )
})
