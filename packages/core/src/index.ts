export { SoftwareId } from "./api/SoftwareId.ts"
export { AccessToken } from "./auth/AccessToken.ts"
export { CloudName, clouds } from "./auth/Cloud.ts"
export { Credential, type ExpiringToken, type Identity } from "./auth/Credential.ts"
export { Endpoints } from "./auth/Endpoints.ts"
export { SignInFailed } from "./auth/SignInFailed.ts"
export { variables } from "./configuration.ts"
export { Defender } from "./Defender.ts"
export { displayName } from "./inventory/DisplayName.ts"
export { DistributionFilter } from "./inventory/DistributionFilter.ts"
export { printable, quotable } from "./ForeignText.ts"
export { count, counted, percent } from "./inventory/NumberText.ts"
export { SoftwareFacts } from "./inventory/SoftwareFacts.ts"
export { SearchResult } from "./inventory/SoftwareSearch.ts"
export { Source } from "./inventory/Source.ts"
export { SoftwareName, Summary, VersionDistribution } from "./inventory/VersionDistribution.ts"
export * as VersionOrder from "./inventory/VersionOrder.ts"
export {
  AmbiguousName,
  Candidate,
  DefenderError,
  type DefenderErrorReason,
  Forbidden,
  InvalidSoftwareId,
  Throttled,
  Unauthorized,
  Unavailable,
  UnexpectedResponse,
  UnknownSoftware
} from "./transport/DefenderError.ts"
export { TransportSettings } from "./transport/TransportSettings.ts"
export * as Logging from "./Logging.ts"
export { Misconfigured, type Variable } from "./Variable.ts"
