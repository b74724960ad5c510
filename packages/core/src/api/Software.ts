import { Schema } from "effect"
import { Count } from "./Count.ts"
import { pageOf } from "./Page.ts"
import { SoftwareId } from "./SoftwareId.ts"

const documented = <S extends Schema.Constraint>(field: S) => Schema.optionalKey(Schema.NullOr(field))

/**
 * One software of the inventory, as Defender lists it.
 *
 * `installedMachines` is not documented but seen in the wild, and the only measure of how widespread a software is:
 * `exposedMachines` counts only devices on which it has a vulnerability.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/software
 */
export const Software = Schema.Struct({
  id: SoftwareId,
  name: Schema.String,
  vendor: Schema.String,
  installedMachines: documented(Count),
  exposedMachines: documented(Count),
  weaknesses: documented(Count),
  publicExploit: documented(Schema.Boolean),
  activeAlert: documented(Schema.Boolean),
  impactScore: documented(Schema.Finite)
})
export interface Software extends Schema.Schema.Type<typeof Software> {}

/** The body of `GET /api/Software`. One id can occur twice, with different numbers. */
export const SoftwarePage = pageOf(Software)
