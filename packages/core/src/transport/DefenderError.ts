import { DateTime, Duration, Schema } from "effect"
import { Count } from "../api/Count.ts"
import { SoftwareId } from "../api/SoftwareId.ts"
import { SignInFailed } from "../auth/SignInFailed.ts"
import { Misconfigured } from "../Variable.ts"

/** A software that may be the one somebody means. */
export const Candidate = Schema.Struct({
  id: SoftwareId,
  name: Schema.String,
  vendor: Schema.String,
  /** On how many devices it is, when Defender says. */
  installedMachines: Schema.optionalKey(Count),
  /** How well it fits what was typed, from 0 to 1. */
  score: Schema.Finite
})
export interface Candidate extends Schema.Schema.Type<typeof Candidate> {}

/** Defender refused the access token, also after it was renewed. */
export class Unauthorized extends Schema.TaggedError<Unauthorized>()("Unauthorized", {
  isRenewed: Schema.Boolean
}) {
  override get message() {
    return (
      "Defender refused the access token (401). Check that it has not expired, that it was issued for Defender's " +
      "scope (DEFENDER_SCOPE), and that DEFENDER_CLOUD is your tenant's cloud."
    )
  }
}

/** Defender knows who asks, and says no. */
export class Forbidden extends Schema.TaggedError<Forbidden>()("Forbidden", { said: Schema.String }) {
  override get message() {
    const said = this.said === "" ? "" : ` It said: "${this.said}".`
    return (
      `Defender denies access (403).${said} Grant the app registration the application permission Software.Read.All ` +
      "of WindowsDefenderATP, with admin consent, and check that the tenant's licence includes vulnerability management."
    )
  }
}

/** The text fits no software in Defender's inventory. That does not mean that it is not installed. */
export class UnknownSoftware extends Schema.TaggedError<UnknownSoftware>()("UnknownSoftware", {
  query: Schema.String,
  nearest: Schema.Array(Candidate)
}) {
  override get message() {
    const nearest = this.nearest.length === 0 ? "" : ` The nearest: ${this.nearest.map(({ id }) => id).join(", ")}.`
    return `Defender's inventory has no software "${this.query}".${nearest} Try another name, or its software id.`
  }
}

/** The text fits several software. */
export class AmbiguousName extends Schema.TaggedError<AmbiguousName>()("AmbiguousName", {
  query: Schema.String,
  candidates: Schema.Array(Candidate)
}) {
  override get message() {
    return `Several software match "${this.query}": ${this.candidates.map(({ id }) => id).join(", ")}. Say which one.`
  }
}

/** The text has the form of a software id and can't be one. */
export class InvalidSoftwareId extends Schema.TaggedError<InvalidSoftwareId>()("InvalidSoftwareId", {
  problem: Schema.String
}) {
  override get message() {
    return `That can't be a software id: ${this.problem}. A software id looks like microsoft-_-edge.`
  }
}

const time = (at: DateTime.Utc) => DateTime.formatIso(at).slice(0, 19).replace("T", " ")

/** No more calls are allowed for now, by Defender or by our own spacing under its limits. */
export class Throttled extends Schema.TaggedError<Throttled>()("Throttled", {
  until: Schema.DateTimeUtc,
  /** How long Defender asked to wait; nothing when it did not say. */
  retryAfter: Schema.DurationFromMillis
}) {
  override get message() {
    return `Defender's limit on calls is reached: throttled until ${time(this.until)} UTC. Ask again then.`
  }
}

/** Defender, or the way to it, does not work at the moment. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", {
  problem: Schema.String,
  remedy: Schema.String,
  isTransient: Schema.Boolean,
  /** How long Defender asked to wait; nothing when it did not say. */
  retryAfter: Schema.DurationFromMillis
}) {
  override get message() {
    return `Defender could not be asked: ${this.problem}. ${this.remedy}`
  }
}

/** Defender answered something this program does not understand. */
export class UnexpectedResponse extends Schema.TaggedError<UnexpectedResponse>()("UnexpectedResponse", {
  problem: Schema.String,
  isTransient: Schema.Boolean
}) {
  override get message() {
    return (
      `Defender's answer can't be understood: ${this.problem}. Try again; if it stays so, check DEFENDER_API_URL and ` +
      "any proxy in between, and report it."
    )
  }
}

export const DefenderErrorReason = Schema.Union([
  Misconfigured,
  SignInFailed,
  Unauthorized,
  Forbidden,
  UnknownSoftware,
  AmbiguousName,
  InvalidSoftwareId,
  Throttled,
  Unavailable,
  UnexpectedResponse
])
export type DefenderErrorReason = typeof DefenderErrorReason.Type

/** Why a question was not answered. Each reason's message says what happened and what to do next. */
export class DefenderError extends Schema.TaggedError<DefenderError>()("DefenderError", {
  reason: DefenderErrorReason
}) {
  override get message() {
    return this.reason.message
  }

  /** The wait Defender asked for before the next call. */
  get retryAfter(): Duration.Duration {
    return "retryAfter" in this.reason ? this.reason.retryAfter : Duration.zero
  }

  /** Whether the same question may succeed a little later. */
  get isTransient(): boolean {
    const { reason } = this
    return reason._tag === "Throttled" || ("isTransient" in reason && reason.isTransient)
  }
}
