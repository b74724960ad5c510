import type { Distribution, Software, SoftwareId } from "@defender-versions/core/api"
import { noise } from "./noise.ts"
import { catalogDevices, catalogSize, type Product, products } from "./Product.ts"
import { rollOut, type Stage } from "./Rollout.ts"

/** What makes up a fleet. The same options are the same fleet, and another seed is another one. */
export interface FleetOptions {
  /** How many devices there are. */
  readonly devices: number
  /** How many products there are. Those beyond the catalog are invented. */
  readonly products: number
  readonly seed: number
}

export const defaultFleet: FleetOptions = { devices: catalogDevices, products: catalogSize, seed: 1 }

/** One device that reports one version of a product. */
export interface Installation {
  readonly device: number
  readonly version: string
}

/** A company's devices and what is on them. Times are milliseconds since 1970. */
export interface Fleet {
  /** The id of the inventory that differs from this one in case at most; the same id when there is none. */
  readonly idOf: (id: SoftwareId) => SoftwareId
  readonly inventory: (now: number) => ReadonlyArray<Software>
  readonly software: (id: SoftwareId, now: number) => Software | undefined
  readonly distribution: (id: SoftwareId, now: number) => ReadonlyArray<Distribution>
  /** Every device and version behind a distribution. */
  readonly installations: (id: SoftwareId, now: number) => Iterable<Installation>
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

const documentedId = "microsoft-_-edge"

/** Microsoft's documented example, to the letter. */
const documented = (devices: number): ReadonlyArray<Stage> => [
  { version: "11.0.17134.1039", vulnerabilities: 11, from: 0, to: 1 },
  { version: "11.0.18363.535", vulnerabilities: 0, from: 1, to: devices }
]

/** Versions as they should not be, and are. */
const oddVersions = ["", "unknown", "Build 7601: SP1", "1.0.0.0-hotfix", "vNext"]

/** Which of a product's devices report more than their one version: every n-th, and of these every seventh oddly. */
interface Habits {
  readonly keepsEvery: number
  readonly odd: string | undefined
}

const habitsOf = (seed: number, { id }: Product): Habits => {
  if (id === documentedId) return { keepsEvery: Number.POSITIVE_INFINITY, odd: undefined }
  const keepsEvery = /\.net|c\+\+|jre|jdk|java|python|openssl/.test(id) ? 4 : 20 + Math.floor(noise(seed, id) * 180)
  return { keepsEvery, odd: oddVersions[Math.floor((noise(seed, id, "odd") / 0.06) * oddVersions.length)] }
}

/** The stage beside which a device keeps an older one: one to three stages before its own. */
const keptBeside = (stages: ReadonlyArray<Stage>, at: number, turn: number): Stage | undefined =>
  at === 0 ? undefined : stages[Math.max(0, at - 1 - (turn % 3))]

/** How many whole numbers from `from` to `to` (exclusive) leave `rest` when divided by `divisor`. */
const countOf = (from: number, to: number, divisor: number, rest: number): number =>
  Math.ceil((to - rest) / divisor) - Math.ceil((from - rest) / divisor)

/** How many devices report each version of a line: their own, what some keep beside it, and what is odd. */
function* tally(stages: ReadonlyArray<Stage>, { keepsEvery, odd }: Habits) {
  for (const [at, stage] of stages.entries()) {
    yield { stage, beside: undefined, devices: stage.to - stage.from }
    const [from, to] = [Math.ceil(stage.from / keepsEvery), Math.ceil(stage.to / keepsEvery)]
    for (const turn of [0, 1, 2]) {
      const beside = keptBeside(stages, at, turn)
      const devices = countOf(from, to, 3, turn)
      if (beside !== undefined && devices > 0) yield { stage, beside, devices }
    }
    const devices = countOf(from, to, 7, 0)
    if (odd !== undefined && devices > 0) {
      yield { stage, beside: { ...stage, version: odd, vulnerabilities: 0 }, devices }
    }
  }
}

/** Makes a fleet. Nothing of it is stored: everything follows from the options and the time. */
export const make = (options: FleetOptions): Fleet => {
  const { devices, seed } = options
  const all = products(options.products, seed)
  const byId = new Map<string, Product>(all.map((product) => [product.id, product]))
  const idsByLowerCase = new Map(all.map(({ id }) => [id.toLowerCase(), id]))

  const machinesOf = ({ installedMachines }: Product) =>
    Math.min(devices, Math.max(1, Math.round((installedMachines * devices) / catalogDevices)))

  const linesOf = (product: Product, now: number) => {
    const machines = machinesOf(product)
    return product.id === documentedId ? [documented(machines)] : rollOut(product, { seed, now, devices: machines })
  }

  const tallyOf = (product: Product, now: number) =>
    linesOf(product, now).flatMap((stages) => [...tally(stages, habitsOf(seed, product))])

  const softwareOf = (product: Product, now: number): Software => {
    const counts = tallyOf(product, now)
    const weaknesses = Math.max(0, ...counts.map(({ stage }) => stage.vulnerabilities))
    const exposedMachines = counts
      .filter(({ beside, stage }) =>
        beside === undefined ? stage.vulnerabilities > 0 : stage.vulnerabilities === 0 && beside.vulnerabilities > 0
      )
      .reduce((sum, count) => sum + count.devices, 0)
    return {
      id: product.id,
      name: product.name,
      vendor: product.vendor,
      weaknesses,
      publicExploit: weaknesses > 40,
      activeAlert: false,
      exposedMachines,
      installedMachines: machinesOf(product),
      impactScore: Math.round((exposedMachines / devices) * Math.min(weaknesses, 60) * 100) / 100
    }
  }

  return {
    idOf: (id) => (byId.has(id) ? id : (idsByLowerCase.get(id.toLowerCase()) ?? id)),
    inventory: (now) => all.map((product) => softwareOf(product, now)),
    software: (id, now) => {
      const product = byId.get(id)
      return product && softwareOf(product, now)
    },
    distribution: (id, now) => {
      const product = byId.get(id)
      const rows = new Map<string, Distribution>()
      for (const { beside, devices: count, stage } of product ? tallyOf(product, now) : []) {
        const { version, vulnerabilities } = beside ?? stage
        const installations = (rows.get(version)?.installations ?? 0) + count
        rows.set(version, { version, installations, vulnerabilities })
      }
      return [...rows.values()]
    },
    *installations(id, now) {
      const product = byId.get(id)
      if (product === undefined) return
      let step = 1 + Math.floor(noise(seed, id, "step") * (devices - 1))
      while (greatestCommonDivisor(step, devices) !== 1) step++
      const start = Math.floor(noise(seed, id, "start") * devices)
      const { keepsEvery, odd } = habitsOf(seed, product)
      for (const stages of linesOf(product, now)) {
        for (const [at, { from, to, version }] of stages.entries()) {
          for (let rank = from; rank < to; rank++) {
            const device = (start + rank * step) % devices
            yield { device, version }
            if (rank % keepsEvery !== 0) continue
            const turn = rank / keepsEvery
            const beside = keptBeside(stages, at, turn)
            if (beside !== undefined) yield { device, version: beside.version }
            if (odd !== undefined && turn % 7 === 0) yield { device, version: odd }
          }
        }
      }
    }
  }
}
