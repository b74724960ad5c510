import { count, counted, printable, type Source, type VersionDistribution } from "@defender-versions/core"
import { DateTime } from "effect"

/** When Defender was asked: `2026-11-23 21:40 UTC`. */
const minute = (at: DateTime.Utc): string => `${DateTime.formatIso(at).slice(0, 16).replace("T", " ")} UTC`

/** A length of time in its largest unit: `45 s`, `12 min`, `3 h`. */
const age = (seconds: number): string => {
  if (seconds < 60) return `${seconds} s`
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`
}

/** Where an answer comes from, on one line: which cloud, when asked, and whether it is live. */
export const origin = (source: Source): string => {
  const cloud = source.cloud === "sample" ? "sample data" : source.cloud
  const host = source.host === undefined ? "" : ` at ${printable(source.host)}`
  const kept = source.freshness === "live" ? "" : ` · ${source.freshness}, ${age(source.ageSeconds)} old`
  return `${cloud}${host} · asked ${minute(source.retrievedAt)}${kept}`
}

/** What a reader has to know besides the figures. */
export const notes = ({ alternatives, omitted, source, summary }: VersionDistribution): ReadonlyArray<string> => [
  ...(source.freshness === "stale" ? [`Defender could not be asked now. ${printable(source.reason)}`] : []),
  ...(omitted > 0 ? [`${count(omitted)} of ${counted(summary.versions, "version")} not shown by the filter.`] : []),
  ...(alternatives === undefined
    ? []
    : [`Other software of a similar name: ${alternatives.map(({ id }) => printable(id)).join(", ")}.`])
]

/** A version as people read it. Defender reports some without any. */
export const versionText = (version: string): string => (version === "" ? "(none)" : printable(version))
