import { type CloudName, clouds } from "@defender-versions/core"
import { Context, Duration, Effect, Layer, Ref } from "effect"
import type { Fault } from "./Fault.ts"
import * as Fleet from "./fleet/Fleet.ts"

/** What the emulator answers for, and how it behaves where Defender's own behaviour is not documented. */
export interface EmulatorOptions {
  readonly fleet: Fleet.FleetOptions
  /** Calls allowed in any 60 seconds and in any hour, for each application. */
  readonly limits: { readonly perMinute: number; readonly perHour: number }
  /** The code in the body of a 429. Both occur in the wild. */
  readonly throttlingCode: "429" | "TooManyRequests"
  /** What an id that is not in the inventory gets: a 404, or no versions. */
  readonly unknownSoftware: "not-found" | "empty"
  readonly ids: "case-sensitive" | "case-insensitive"
  /** How many versions a page of a distribution holds. */
  readonly versionsPerPage: number
  readonly tokenLifetime: Duration.Duration
  /** How tokens are signed: as Entra does, or with a key that is made at once. */
  readonly signing: "RS256" | "ES256"
  /** The one application that may sign in, and what it may do. */
  readonly application: Application
  /** How clients reach the emulator, as in the links it gives out. */
  readonly scheme: "http" | "https"
}

export interface Application {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  readonly roles: ReadonlyArray<string>
}

/** The application registered in the emulated tenant. Its secret is no secret. */
export const sampleApplication: Application = {
  tenantId: "5a3b1e00-0000-4000-8000-000000000001",
  clientId: "5a3b1e00-0000-4000-8000-000000000002",
  clientSecret: "sample-secret",
  roles: ["Software.Read.All"]
}

export const defaultOptions: EmulatorOptions = {
  fleet: Fleet.defaultFleet,
  limits: { perMinute: 100, perHour: 1500 },
  throttlingCode: "429",
  unknownSoftware: "not-found",
  ids: "case-insensitive",
  versionsPerPage: Number.POSITIVE_INFINITY,
  tokenLifetime: Duration.hours(1),
  signing: "RS256",
  application: sampleApplication,
  scheme: "http"
}

/** One request that reached the emulator. */
export interface RequestRecord {
  readonly method: string
  readonly path: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A running emulator: its fleet, the faults to come, and the requests there were. */
export class Emulator extends Context.Service<
  Emulator,
  {
    readonly options: EmulatorOptions
    readonly fleet: Fleet.Fleet
    /** Struck one a request, from the first on. */
    readonly faults: Ref.Ref<ReadonlyArray<Fault>>
    readonly requests: Ref.Ref<ReadonlyArray<RequestRecord>>
  }
>()("@defender-versions/emulator/Emulator") {
  static readonly layer = (options: Partial<EmulatorOptions> = {}) =>
    Layer.effect(
      Emulator,
      Effect.gen(function* () {
        const all = { ...defaultOptions, ...options }
        return {
          options: all,
          fleet: Fleet.make(all.fleet),
          faults: yield* Ref.make<ReadonlyArray<Fault>>([]),
          requests: yield* Ref.make<ReadonlyArray<RequestRecord>>([])
        }
      })
    )
}

/** What a token may be issued for: the resources of every cloud. */
export const resources: ReadonlySet<string> = new Set(
  Object.values(clouds).map(({ scope }: (typeof clouds)[CloudName]) => scope.replace(/\/\.default$/, ""))
)
