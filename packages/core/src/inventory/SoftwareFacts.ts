import { Schema } from "effect"
import { Count } from "../api/Count.ts"
import type { Software } from "../api/Software.ts"
import { displayName } from "./DisplayName.ts"
import { Source } from "./Source.ts"
import { SoftwareName } from "./VersionDistribution.ts"

/** What Defender says of one software as a whole. A figure it does not give is absent. */
export const SoftwareFacts = Schema.Struct({
  software: SoftwareName,
  source: Source,
  /** On how many devices it is. */
  installedMachines: Schema.optionalKey(Count),
  /** On how many devices it has a known vulnerability. */
  exposedMachines: Schema.optionalKey(Count),
  /** How many known vulnerabilities it has, over all versions. */
  weaknesses: Schema.optionalKey(Count),
  /** Whether an exploit for one of them is public. */
  publicExploit: Schema.optionalKey(Schema.Boolean)
})
export interface SoftwareFacts extends Schema.Schema.Type<typeof SoftwareFacts> {}

export const make = (software: Software, source: Source): SoftwareFacts => ({
  software: { id: software.id, vendor: software.vendor, name: software.name, displayName: displayName(software.id) },
  source,
  ...(software.installedMachines != null && { installedMachines: software.installedMachines }),
  ...(software.exposedMachines != null && { exposedMachines: software.exposedMachines }),
  ...(software.weaknesses != null && { weaknesses: software.weaknesses }),
  ...(software.publicExploit != null && { publicExploit: software.publicExploit })
})
