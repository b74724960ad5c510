import { printable, type VersionDistribution } from "@defender-versions/core"
import { type Effect, Stream } from "effect"
import { Csv } from "effect/encoding"

const columns = [
  "software",
  "version",
  "installations",
  "share",
  "vulnerabilities",
  "cloud",
  "asked",
  "freshness"
] as const

/** Foreign text that a spreadsheet takes as text: never as a formula. */
const literal = (text: string): string => {
  const shown = printable(text)
  return /^[=+\-@]/.test(shown.trimStart()) ? `'${shown}` : shown
}

/**
 * The answer as CSV, a row for each version, below the names of the columns. `share` is from 0 to 1, `asked` is ISO 8601.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export const render = ({ software, source, versions }: VersionDistribution): Effect.Effect<string> =>
  Stream.make(
    [...columns],
    ...versions.map(({ installations, share, version, vulnerabilities }) => [
      literal(software.id),
      literal(version),
      String(installations),
      String(share),
      String(vulnerabilities),
      source.cloud,
      new Date(source.retrievedAt.epochMilliseconds).toISOString(),
      source.freshness
    ])
  ).pipe(Stream.pipeThroughChannel(Csv.encodeString()), Stream.mkString)
