import { noise } from "./noise.ts"
import type { Product } from "./Product.ts"
import { releaseLines, type ReleaseLine } from "./VersionScheme.ts"

/** A version of a product and the devices that have it, as ranks from one to another (exclusive). */
export interface Stage {
  readonly version: string
  /** How many known vulnerabilities it has: all that later versions mend. */
  readonly vulnerabilities: number
  readonly from: number
  readonly to: number
}

const day = 86_400_000
/** When every product's history begins, with what stands on a device that is never updated. */
const beginning = Date.UTC(2025, 0, 14)

/** How often a product is released, and how soon devices take it up. */
interface Pace {
  readonly daysBetween: number
  /** About half of the devices have a release after so many days. */
  readonly uptakeDays: number
  /** The smaller, the more devices are left behind for long. */
  readonly diligence: number
  readonly mostFixes: number
}

const selfUpdating: Pace = { daysBetween: 28, uptakeDays: 9, diligence: 1.7, mostFixes: 16 }
const patched: Pace = { daysBetween: 30, uptakeDays: 16, diligence: 1.5, mostFixes: 60 }
const seldom: Pace = { daysBetween: 140, uptakeDays: 150, diligence: 0.9, mostFixes: 2 }
const ordinary = [
  { daysBetween: 45, uptakeDays: 30, diligence: 1.3, mostFixes: 4 },
  { daysBetween: 75, uptakeDays: 60, diligence: 1.1, mostFixes: 3 },
  seldom
]

const paceOf = (seed: number, { name }: Product): Pace => {
  if (/chrome|edge_|firefox|teams|zoom|onedrive|defender|365_apps|visual_studio_code|slack$/.test(name)) {
    return selfUpdating
  }
  if (/^windows_|server|acrobat/.test(name)) return patched
  return ordinary[Math.floor(noise(seed, name, "pace") * ordinary.length)] ?? seldom
}

/** The share of devices that have a release so many days after it came out. */
const uptake = (days: number, { diligence, uptakeDays }: Pace): number =>
  days <= 0 ? 0 : 1 - (1 + days / uptakeDays) ** -diligence

/** How far the releases of one line have come by `now`, oldest first. The ranks of the newest begin at `from`. */
const rollOutLine = (
  { id, ...product }: Product,
  line: ReleaseLine,
  options: { readonly seed: number; readonly now: number; readonly from: number; readonly devices: number }
): ReadonlyArray<Stage> => {
  const { devices, from, now, seed } = options
  const pace = paceOf(seed, { id, ...product })
  const releasedAt = (n: number) => beginning + (n + 0.6 * noise(seed, id, line.share, n)) * pace.daysBetween * day
  const stages: Array<Stage> = []
  let count = 1
  while (releasedAt(count) <= now) count++
  let vulnerabilities = 0
  let taken = 0
  for (let n = count - 1; n >= 0; n--) {
    const reached = n === 0 ? devices : Math.round(devices * uptake((now - releasedAt(n)) / day, pace))
    if (reached > taken)
      stages.push({ version: line.version(n), vulnerabilities, from: from + taken, to: from + reached })
    taken = Math.max(taken, reached)
    if (noise(seed, id, "mends", n) < 0.6) vulnerabilities += Math.ceil(noise(seed, id, "fixes", n) * pace.mostFixes)
  }
  return stages.toReversed()
}

/** Which versions of a product its devices have by `now`, line by line, oldest first. Together the stages hold each rank once. */
export const rollOut = (
  product: Product,
  options: { readonly seed: number; readonly now: number; readonly devices: number }
): ReadonlyArray<ReadonlyArray<Stage>> => {
  const lines = releaseLines(options.seed, product.vendor, product.id)
  const bounds = lines.map((_, at) =>
    Math.round(options.devices * lines.slice(0, at).reduce((sum, { share }) => sum + share, 0))
  )
  return lines.map((line, at) => {
    const from = bounds[at] ?? 0
    return rollOutLine(product, line, { ...options, from, devices: (bounds[at + 1] ?? options.devices) - from })
  })
}
