import { Schema } from "effect"
import { Count } from "../api/Count.ts"
import { Distribution } from "../api/Distribution.ts"
import { SoftwareId } from "../api/SoftwareId.ts"
import { Candidate } from "../transport/DefenderError.ts"
import * as DistributionFilter from "./DistributionFilter.ts"
import { count, counted, percent } from "./NumberText.ts"
import { Source } from "./Source.ts"
import { newestFirst } from "./VersionOrder.ts"

/** Which software an answer is about. `vendor` and `name` are Defender's; `displayName` is for people. */
export const SoftwareName = Schema.Struct({
  id: SoftwareId,
  vendor: Schema.String,
  name: Schema.String,
  displayName: Schema.String
})
export interface SoftwareName extends Schema.Schema.Type<typeof SoftwareName> {}

const Share = Schema.Finite.pipe(Schema.check(Schema.isBetween({ minimum: 0, maximum: 1 })))

/** Figures about every version of a software, whatever a filter shows of them. */
export const Summary = Schema.Struct({
  versions: Count,
  /** The sum over all versions. One device may report several: these are not devices. */
  installations: Count,
  /** Installations of versions with at least one known vulnerability. */
  vulnerableInstallations: Count,
  vulnerableShare: Share,
  /** The newest version seen here, which need not be the vendor's latest. Absent when there is none. */
  newestVersion: Schema.optionalKey(Schema.String),
  newestShare: Share,
  /** The figures in words, to be read aloud. */
  sentence: Schema.String
})
export interface Summary extends Schema.Schema.Type<typeof Summary> {}

/** The answer: which versions of a software are installed how often, and which of them are vulnerable. */
export const VersionDistribution = Schema.Struct({
  software: SoftwareName,
  source: Source,
  summary: Summary,
  /** Newest first, unless the filter sorts otherwise. `share` is of all installations. */
  versions: Schema.Array(Schema.Struct({ ...Distribution.fields, share: Share })),
  filter: DistributionFilter.DistributionFilter,
  /** How many versions the filter leaves out. */
  omitted: Count,
  /** Other software of a similar name, where device counts that would tell them apart are missing. */
  alternatives: Schema.optionalKey(Schema.Array(Candidate))
})
export interface VersionDistribution extends Schema.Schema.Type<typeof VersionDistribution> {}

const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

const total = (rows: ReadonlyArray<Distribution>, isCounted: (row: Distribution) => boolean) =>
  rows.reduce((sum, row) => (isCounted(row) ? sum + row.installations : sum), 0)

const summarise = (rows: ReadonlyArray<Distribution>): Summary => {
  const [newest] = rows
  const installations = total(rows, () => true)
  const vulnerableInstallations = total(rows, ({ vulnerabilities }) => vulnerabilities > 0)
  const newestInstallations = total(rows, ({ version }) => version === newest?.version)
  const figures = {
    versions: rows.length,
    installations,
    vulnerableInstallations,
    vulnerableShare: shareOf(vulnerableInstallations, installations),
    ...(newest && { newestVersion: newest.version }),
    newestShare: shareOf(newestInstallations, installations)
  }
  return { ...figures, sentence: sentence(figures, newestInstallations) }
}

const sentence = (figures: Omit<Summary, "sentence">, newestInstallations: number): string => {
  const { installations, newestShare, versions, vulnerableInstallations, vulnerableShare } = figures
  if (versions === 0) return "No device reports a version of this software."
  const whole = `${counted(versions, "version")} on ${counted(installations, "installation")}.`
  if (installations === 0) return whole
  const vulnerable =
    vulnerableInstallations === 0
      ? "None has known vulnerabilities."
      : `${counted(vulnerableInstallations, "installation")} (${percent(vulnerableShare)}) ` +
        `${vulnerableInstallations === 1 ? "has" : "have"} known vulnerabilities.`
  const newest =
    `${count(newestInstallations)} (${percent(newestShare)}) ` +
    `${newestInstallations === 1 ? "runs" : "run"} the newest version seen.`
  return `${whole} ${vulnerable} ${newest}`
}

/** Makes the answer from what Defender said of a software's versions, in whatever order it said it. */
export const make = (options: {
  readonly software: SoftwareName
  readonly source: Source
  readonly rows: ReadonlyArray<Distribution>
  readonly filter: DistributionFilter.DistributionFilter
  readonly alternatives?: ReadonlyArray<Candidate>
}): VersionDistribution => {
  const rows = newestFirst(options.rows)
  const summary = summarise(rows)
  const versions = DistributionFilter.apply(rows, options.filter).map(
    ({ installations, version, vulnerabilities }) => ({
      version,
      installations,
      vulnerabilities,
      share: shareOf(installations, summary.installations)
    })
  )
  return {
    software: options.software,
    source: options.source,
    summary,
    versions,
    filter: options.filter,
    omitted: rows.length - versions.length,
    ...(options.alternatives && options.alternatives.length > 0 && { alternatives: options.alternatives })
  }
}
