import { Schema } from "effect"

/** No token could be had: why, what to do about it, and Entra's own code to search for. */
export class SignInFailed extends Schema.TaggedError<SignInFailed>()("SignInFailed", {
  problem: Schema.String,
  remedy: Schema.String,
  code: Schema.optionalKey(Schema.String),
  /** The sign-in service could not be reached; the credentials may well be right. */
  isTransient: Schema.Boolean
}) {
  override get message() {
    const code = this.code === undefined ? "" : ` (${this.code})`
    return `Sign-in failed: ${this.problem}${code}. ${this.remedy}`
  }
}

interface Diagnosis {
  readonly problem: string
  readonly remedy: string
}

/** @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const diagnoses: Record<string, Diagnosis> = {
  AADSTS7000215: {
    problem: "the client secret is wrong",
    remedy: "Set AZURE_CLIENT_SECRET to the secret's value, not to its id."
  },
  AADSTS7000222: {
    problem: "the client secret has expired",
    remedy: "Create a new secret in the app registration and set AZURE_CLIENT_SECRET to its value."
  },
  AADSTS700016: {
    problem: "the application is not known in this tenant",
    remedy: "Check AZURE_CLIENT_ID and AZURE_TENANT_ID; both are on the app registration's overview page."
  },
  AADSTS90002: {
    problem: "the tenant was not found",
    remedy: "Check AZURE_TENANT_ID, and the cloud you sign in to (DEFENDER_CLOUD)."
  },
  AADSTS900023: {
    problem: "the tenant id is neither a GUID nor a domain name",
    remedy: "Check AZURE_TENANT_ID."
  },
  AADSTS500011: {
    problem: "the tenant does not know Defender as a resource",
    remedy: "Check that the tenant has a Defender for Endpoint licence, and DEFENDER_CLOUD and DEFENDER_SCOPE."
  },
  AADSTS7000112: {
    problem: "the application is disabled in this tenant",
    remedy: "Ask an administrator to enable sign-in for it under Enterprise applications."
  },
  AADSTS53003: {
    problem: "a conditional access policy blocks the sign-in",
    remedy: "Ask an administrator to look at the policy in Entra's sign-in log."
  }
}

const entraCode = /AADSTS\d+/

/** Explains what an Azure SDK credential threw. */
export const fromCause = (cause: unknown): SignInFailed => {
  const text = cause instanceof Error ? cause.message : String(cause)
  const code = entraCode.exec(text)?.[0]
  if (code === undefined) {
    return new SignInFailed({
      problem: "the sign-in service could not be reached, or does not know the tenant",
      remedy: "Check AZURE_TENANT_ID, AZURE_AUTHORITY_HOST, the network and any proxy in between; then try again.",
      isTransient: true
    })
  }
  const diagnosis = diagnoses[code] ?? {
    problem: "Entra refused the credentials",
    remedy:
      "Search for the code in Microsoft's list of sign-in errors, or ask an administrator for Entra's sign-in log."
  }
  return new SignInFailed({ ...diagnosis, code, isTransient: false })
}
