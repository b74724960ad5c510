import { count, percent, printable, type VersionDistribution } from "@defender-versions/core"
import { notes, origin, versionText } from "./context.ts"

/** Foreign text that Markdown shows as it is. */
const literal = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, (character) => `\\${character}`)

/** The answer as GitHub-flavoured Markdown. */
export const render = (answer: VersionDistribution): string => {
  const { software, source, summary, versions } = answer
  const rows = versions.map(
    ({ installations, share, version, vulnerabilities }) =>
      `| ${literal(versionText(version))} | ${count(installations)} | ${percent(share)} | ${count(vulnerabilities)} |`
  )
  return [
    `## ${literal(printable(software.displayName))} (${literal(printable(software.id))})`,
    "",
    summary.sentence,
    "",
    ...(rows.length === 0
      ? []
      : ["| Version | Installations | Share | Vulnerabilities |", "| :-- | --: | --: | --: |", ...rows, ""]),
    ...notes(answer).flatMap((note) => [literal(note), ""]),
    `_${origin(source)}_`
  ].join("\n")
}
