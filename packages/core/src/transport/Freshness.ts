import type { DateTime } from "effect"

/**
 * When Defender gave the facts, and how they come to be shown now.
 *
 * - `live`: asked for this very question.
 * - `cached`: asked a short while ago.
 * - `stale`: Defender failed, for `reason`, and this is the last that is known.
 */
export type Freshness =
  | { readonly freshness: "live"; readonly retrievedAt: DateTime.Utc }
  | { readonly freshness: "cached"; readonly retrievedAt: DateTime.Utc; readonly ageSeconds: number }
  | {
      readonly freshness: "stale"
      readonly retrievedAt: DateTime.Utc
      readonly ageSeconds: number
      readonly reason: string
    }
