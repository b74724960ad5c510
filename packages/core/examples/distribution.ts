/** One question, one sentence. Run it with the variables of the README set: node examples/distribution.ts chrome */
import { Defender } from "@defender-versions/core"
import { Console, Effect } from "effect"

const program = Effect.gen(function* () {
  const defender = yield* Defender
  const { software, summary } = yield* defender.distribution(process.argv[2] ?? "chrome")
  yield* Console.log(`${software.displayName}: ${summary.sentence}`)
})

await Effect.runPromise(program.pipe(Effect.provide(Defender.layer)))
