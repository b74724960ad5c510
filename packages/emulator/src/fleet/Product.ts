import { SoftwareId } from "@defender-versions/core"
import { Array as Arr } from "effect"
import catalog from "./catalog.json" with { type: "json" }
import { noise } from "./noise.ts"

/** A software of the fleet, and on how many of 60,000 devices it is. */
export interface Product {
  readonly id: SoftwareId
  readonly vendor: string
  readonly name: string
  readonly installedMachines: number
}

/** The number of devices the figures of the catalog are for. */
export const catalogDevices = 60_000

const product = (vendor: string, name: string, installedMachines: number): Product => ({
  id: SoftwareId.make(`${vendor}-_-${name}`),
  vendor,
  name,
  installedMachines
})

const real = catalog.map(([vendor, name, machines]) => product(String(vendor), String(name), Number(machines)))

const makers = ["aurora", "blue_harbor", "cobalt", "delta_works", "elm", "fjord", "granite", "helix", "iris", "juniper"]
const things = ["audit", "backup", "cad", "chart", "designer", "driver", "editor", "gateway", "inventory", "label"]
const kinds = ["agent", "client", "console", "for_linux", "helper", "plug-in", "pro", "sdk", "studio", "viewer"]

const pick = <A>(list: ReadonlyArray<A>, at: number): A => Arr.getUnsafe(list, Math.floor(at * list.length))

/** Software nobody has heard of, as the long tail of every inventory. */
const invented = (seed: number, at: number): Product =>
  product(
    `${pick(makers, noise(seed, at, "maker"))}_${Math.floor(at / 40)}`,
    `${pick(things, noise(seed, at, "thing"))}_${pick(kinds, noise(seed, at, "kind"))}_${at}`,
    1 + Math.floor(30 / (1 + 40 * noise(seed, at, "spread")))
  )

/** The first `count` products: those of the catalog, then invented ones. */
export const products = (count: number, seed: number): ReadonlyArray<Product> => [
  ...real.slice(0, count),
  ...Array.from({ length: Math.max(0, count - real.length) }, (_, at) => invented(seed, at))
]

/** How many products the catalog has. */
export const catalogSize = real.length
