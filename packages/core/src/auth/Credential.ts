import { Context, type DateTime, type Effect, type Option, type Redacted } from "effect"
import type { SignInFailed } from "./SignInFailed.ts"

/** A token and the time from which it is worth nothing, when it says so. */
export interface ExpiringToken {
  readonly token: Redacted.Redacted
  readonly expiresAt: Option.Option<DateTime.Utc>
}

/** In whose name Defender is asked. What is kept for one identity is never given to another. */
export interface Identity {
  /** The tenant, as an id or a domain name, when it is known. */
  readonly tenant: Option.Option<string>
  /** The application or the user. */
  readonly principal: string
}

/** One way to sign in: where tokens come from. `AccessToken` keeps them and shares them. */
export class Credential extends Context.Service<
  Credential,
  {
    readonly identity: Identity
    /** Asks for a token anew, whatever was handed out before. */
    readonly token: Effect.Effect<ExpiringToken, SignInFailed>
    /** Whether asking anew can bring another token. */
    readonly isRenewable: boolean
  }
>()("@defender-versions/core/auth/Credential") {}
