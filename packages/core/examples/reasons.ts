/** What can go wrong is in the type: each reason carries what an answer to it needs. */
import { Defender } from "@defender-versions/core"
import { Console, DateTime, Effect } from "effect"

const ask = (text: string) =>
  Effect.gen(function* () {
    const defender = yield* Defender
    const { versions } = yield* defender.distribution(text, { vulnerableOnly: true, sort: "installations", top: 3 })
    yield* Console.log(versions.map(({ installations, version }) => `${version} on ${installations}`).join(", "))
  }).pipe(
    Effect.catchReasons(
      "DefenderError",
      {
        AmbiguousName: ({ candidates }) => Console.log(`Which one? ${candidates.map(({ id }) => id).join(", ")}`),
        UnknownSoftware: ({ nearest }) =>
          Console.log(`Not in the inventory. Near: ${nearest.map(({ id }) => id).join(", ")}`),
        Throttled: ({ until }) => Console.log(`Ask again at ${DateTime.formatIso(until)}`)
      },
      ({ message }) => Console.log(message)
    )
  )

await Effect.runPromise(Effect.forEach(process.argv.slice(2), ask).pipe(Effect.provide(Defender.layer)))
