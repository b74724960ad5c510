import { DefenderApi } from "@defender-versions/core/api"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as Control from "./Control.ts"
import * as Entra from "./Entra.ts"
import * as Gate from "./Gate.ts"
import * as SoftwareApi from "./SoftwareApi.ts"

/** All the emulator answers: Entra, Defender, and its own controls. */
export const routes = Layer.mergeAll(
  HttpApiBuilder.layer(DefenderApi).pipe(Layer.provide(SoftwareApi.layer)),
  Entra.layer,
  Control.layer,
  Gate.layer
)
