import { Effect, Layer, Ref, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Emulator } from "../Emulator.ts"
import { Fault } from "../Fault.ts"

const setFaults = Effect.gen(function* () {
  const { faults } = yield* Emulator
  yield* Ref.set(faults, yield* HttpServerRequest.schemaBodyJson(Schema.Array(Fault)))
  return HttpServerResponse.empty()
}).pipe(
  Effect.catchTag("SchemaError", ({ message }) => Effect.succeed(HttpServerResponse.text(message, { status: 400 })))
)

const requests = Effect.gen(function* () {
  const emulator = yield* Emulator
  return HttpServerResponse.jsonUnsafe(yield* Ref.get(emulator.requests))
})

/** What somebody who tests with the emulator asks of it: faults to come, and the requests there were. */
export const layer = Layer.mergeAll(
  HttpRouter.add("PUT", "/emulator/faults", setFaults),
  HttpRouter.add("GET", "/emulator/requests", requests)
)
