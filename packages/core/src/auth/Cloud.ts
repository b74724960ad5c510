import { Schema, Struct } from "effect"

interface Hosts {
  /** Where Defender is asked. */
  readonly api: string
  /** Where tokens come from. */
  readonly authority: string
  /** What a token is asked for. */
  readonly scope: string
}

const publicAuthority = "https://login.microsoftonline.com"
const governmentAuthority = "https://login.microsoftonline.us"

const commercial = (api: string): Hosts => ({
  api,
  authority: publicAuthority,
  scope: "https://api.securitycenter.microsoft.com/.default"
})

const government = (api: string, authority: string): Hosts => ({ api, authority, scope: `${api}/.default` })

/**
 * Defender's clouds. `us`, `eu`, `uk`, `au`, `swa`, `ina` and `aea` are commercial hosts nearer to their region.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-list
 * @see https://learn.microsoft.com/defender-endpoint/gov
 */
export const clouds = {
  commercial: commercial("https://api.security.microsoft.com"),
  us: commercial("https://us.api.security.microsoft.com"),
  eu: commercial("https://eu.api.security.microsoft.com"),
  uk: commercial("https://uk.api.security.microsoft.com"),
  au: commercial("https://au.api.security.microsoft.com"),
  swa: commercial("https://swa.api.security.microsoft.com"),
  ina: commercial("https://ina.api.security.microsoft.com"),
  aea: commercial("https://aea.api.security.microsoft.com"),
  gcc: government("https://api-gcc.securitycenter.microsoft.us", publicAuthority),
  "gcc-high": government("https://api-gov.securitycenter.microsoft.us", governmentAuthority),
  dod: government("https://api-gov.securitycenter.microsoft.us", governmentAuthority),
  /** The embedded emulator: it answers in process, so that nothing listens at this address. */
  sample: government("http://localhost", "http://localhost")
} as const satisfies Record<string, Hosts>

/** The name of a cloud, as in `--cloud` and `DEFENDER_CLOUD`. */
export const CloudName = Schema.Literals(Struct.keys(clouds))
export type CloudName = typeof CloudName.Type
