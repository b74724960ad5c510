import { Effect } from "effect"
import * as Endpoints from "./auth/Endpoints.ts"
import * as SignIn from "./auth/SignIn.ts"
import * as TransportSettings from "./transport/TransportSettings.ts"
import { checkAll, type Variable } from "./Variable.ts"

/** Every environment variable the core reads. */
export const variables: ReadonlyArray<Variable<unknown>> = [
  ...Endpoints.variables,
  ...SignIn.variables,
  ...TransportSettings.variables
]

/** Fails with everything that is missing or wrong in the environment. */
export const check = Effect.flatMap(SignIn.variablesInUse, (signIn) =>
  checkAll([...Endpoints.variables, ...signIn, ...TransportSettings.variables])
)
