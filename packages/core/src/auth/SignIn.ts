import { Effect, Layer, Option } from "effect"
import type { Variable } from "../Variable.ts"
import * as ClientSecret from "./ClientSecret.ts"
import * as ReadyToken from "./ReadyToken.ts"

/** The credential the environment holds: a ready token before a client secret. */
export const layer = Layer.unwrap(
  Effect.map(ReadyToken.accessToken.read, Option.match({ onNone: () => ClientSecret.layer, onSome: ReadyToken.layer }))
)

/** The variables that `layer` reads in this environment. */
export const variablesInUse = Effect.map(ReadyToken.accessToken.read, (token): ReadonlyArray<Variable<unknown>> =>
  Option.isSome(token) ? [ReadyToken.accessToken] : ClientSecret.variables
)

export const variables = [ReadyToken.accessToken, ...ClientSecret.variables]
