import { Schema } from "effect"
import type { Distribution } from "../api/Distribution.ts"
import { isBelow } from "./VersionOrder.ts"

/** Which versions of a distribution are shown, and in which order. The summary is always of the whole. */
export const DistributionFilter = Schema.Struct({
  /** Only versions older than this one. */
  below: Schema.optionalKey(Schema.NonEmptyString),
  /** Only this version and newer ones. */
  atLeast: Schema.optionalKey(Schema.NonEmptyString),
  /** Only versions with known vulnerabilities. */
  vulnerableOnly: Schema.optionalKey(Schema.Boolean),
  /** By `version` (newest first, the default), `installations` or `vulnerabilities` (most first). */
  sort: Schema.optionalKey(Schema.Literals(["version", "installations", "vulnerabilities"])),
  /** No more than this many, counted from the first. */
  top: Schema.optionalKey(Schema.Int.pipe(Schema.check(Schema.isGreaterThanOrEqualTo(1))))
})
export interface DistributionFilter extends Schema.Schema.Type<typeof DistributionFilter> {}

/** Applies a filter to versions in version order. Rows that compare equal stay in that order. */
export const apply = <A extends Distribution>(
  rows: ReadonlyArray<A>,
  { atLeast, below, sort = "version", top, vulnerableOnly = false }: DistributionFilter
): ReadonlyArray<A> => {
  const kept = rows.filter(
    ({ version, vulnerabilities }) =>
      (below === undefined || isBelow(version, below)) &&
      (atLeast === undefined || !isBelow(version, atLeast)) &&
      (!vulnerableOnly || vulnerabilities > 0)
  )
  const sorted = sort === "version" ? kept : kept.toSorted((left, right) => right[sort] - left[sort])
  return top === undefined ? sorted : sorted.slice(0, top)
}
