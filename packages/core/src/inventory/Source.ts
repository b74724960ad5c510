import { Schema } from "effect"
import { CloudName } from "../auth/Cloud.ts"

const origin = {
  cloud: CloudName,
  /** The host that was asked, when it is not the cloud's own. */
  host: Schema.optionalKey(Schema.String),
  tenant: Schema.optionalKey(Schema.String),
  retrievedAt: Schema.DateTimeUtcFromString
}

/**
 * Where an answer comes from, when Defender gave it, and whether it was asked just now (`live`), a short while ago
 * (`cached`) or is the last that is known while Defender fails for `reason` (`stale`). Ages are in seconds.
 *
 * `retrievedAt` is not the time of the facts: Defender's own inventory may be hours older.
 */
export const Source = Schema.Union([
  Schema.Struct({ ...origin, freshness: Schema.Literal("live") }),
  Schema.Struct({ ...origin, freshness: Schema.Literal("cached"), ageSeconds: Schema.Finite }),
  Schema.Struct({ ...origin, freshness: Schema.Literal("stale"), ageSeconds: Schema.Finite, reason: Schema.String })
])
export type Source = typeof Source.Type
