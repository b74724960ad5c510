import { Effect, Option } from "effect"
import * as Endpoints from "./auth/Endpoints.ts"
import * as SignIn from "./auth/SignIn.ts"
import * as TransportSettings from "./transport/TransportSettings.ts"
import * as Logging from "./Logging.ts"
import { checkAll, type Variable } from "./Variable.ts"

/** Every environment variable the core reads. */
export const variables: ReadonlyArray<Variable<unknown>> = [
  ...Endpoints.variables,
  ...SignIn.variables,
  ...TransportSettings.variables,
  ...Logging.variables
]

/** Fails with everything that is missing or wrong in the environment, to ask a tenant or, with less, the sample fleet. */
export const check = Effect.gen(function* () {
  const always = [Endpoints.cloud, ...TransportSettings.variables, ...Logging.variables]
  const cloud = yield* Effect.option(Endpoints.cloud.read)
  if (Option.contains(cloud, "sample")) return yield* checkAll(always)
  return yield* checkAll([...Endpoints.variables, ...(yield* SignIn.variablesInUse), ...always])
})
