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

/** Microsoft's documented example, to the letter. */
const documented = (devices: number): ReadonlyArray<Stage> => [
  { version: "11.0.17134.1039", vulnerabilities: 11, from: 0, to: 1 },
  { version: "11.0.18363.535", vulnerabilities: 0, from: 1, to: devices }
]

/** Versions as they should not be, and are. */
const oddVersions = ["", "unknown", "Build 7601: SP1", "1.0.0.0-hotfix", "vNext"]

/** Makes a fleet. Nothing of it is stored: everything follows from the options and the time. */
export const make = (options: FleetOptions): Fleet => {
  const { devices, seed } = options
  const all = products(options.products, seed)
  const byId = new Map<string, Product>(all.map((product) => [product.id, product]))

  const idsByLowerCase = new Map(all.map(({ id }) => [id.toLowerCase(), id]))

  const machinesOf = ({ installedMachines }: Product) =>
    Math.min(devices, Math.max(1, Math.round((installedMachines * devices) / catalogDevices)))

  const stagesOf = (product: Product, now: number) => {
    const machines = machinesOf(product)
    return product.id === "microsoft-_-edge"
      ? [documented(machines)]
      : rollOut(product, { seed, now, devices: machines })
  }

  /** What each run of ranks reports: a version, and for some devices an older or an odd one beside it. */
  function* reports(product: Product, now: number): Generator<Stage> {
    const { id } = product
    const isDocumented = id === "microsoft-_-edge"
    const keepsEvery = /\.net|c\+\+|jre|jdk|java|python|openssl/.test(id) ? 4 : 20 + Math.floor(noise(seed, id) * 180)
    const odd = oddVersions[Math.floor((noise(seed, id, "odd") / 0.06) * oddVersions.length)]
    for (const stages of stagesOf(product, now)) {
      for (const [at, stage] of stages.entries()) {
        yield stage
        if (isDocumented) continue
        for (let rank = Math.ceil(stage.from / keepsEvery) * keepsEvery; rank < stage.to; rank += keepsEvery) {
          const kept = stages[Math.max(0, at - 1 - ((rank / keepsEvery) % 3))]
          if (kept !== undefined && kept !== stage) yield { ...kept, from: rank, to: rank + 1 }
          if (odd !== undefined && rank % 7 === 0) yield { version: odd, vulnerabilities: 0, from: rank, to: rank + 1 }
        }
      }
    }
  }

  const softwareOf = (product: Product, now: number): Software => {
    const exposed = new Set<number>()
    let exposedMachines = 0
    let weaknesses = 0
    for (const { from, to, vulnerabilities } of reports(product, now)) {
      weaknesses = Math.max(weaknesses, vulnerabilities)
      if (vulnerabilities === 0) continue
      if (to - from === 1) exposed.add(from)
      else exposedMachines += to - from
    }
    return {
      id: product.id,
      name: product.name,
      vendor: product.vendor,
      weaknesses,
      publicExploit: weaknesses > 40,
      activeAlert: false,
      exposedMachines: Math.min(machinesOf(product), exposedMachines + exposed.size),
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
      const rows = new Map<string, { version: string; installations: number; vulnerabilities: number }>()
      for (const { from, to, version, vulnerabilities } of product ? reports(product, now) : []) {
        const row = rows.get(version) ?? { version, installations: 0, vulnerabilities }
        rows.set(version, { ...row, installations: row.installations + to - from })
      }
      return [...rows.values()]
    },
    *installations(id, now) {
      const product = byId.get(id)
      if (product === undefined) return
      let step = 1 + Math.floor(noise(seed, id, "step") * (devices - 1))
      while (greatestCommonDivisor(step, devices) !== 1) step++
      const start = Math.floor(noise(seed, id, "start") * devices)
      for (const { from, to, version } of reports(product, now)) {
        for (let rank = from; rank < to; rank++) yield { device: (start + rank * step) % devices, version }
      }
    }
  }
}
