import { noise } from "./noise.ts"

/** The version of a product's `n`-th release, counted from 0. Later releases have newer versions. */
type VersionScheme = (release: number) => string

/** One line of releases: the share of devices that follow it, and how its versions look. */
export interface ReleaseLine {
  readonly share: number
  readonly version: VersionScheme
}

const line = (share: number, version: VersionScheme): ReleaseLine => ({ share, version })

/** A major version with every release, as browsers have: `131.0.6778.86`. */
const browser =
  (major: number, build: number, step: number): VersionScheme =>
  (n) =>
    `${major + n}.0.${build + step * n}.${60 + ((n * 23) % 90)}`

const monthly =
  (prefix: string, first: number, step: number): VersionScheme =>
  (n) =>
    `${prefix}.${first + step * n + ((n * 37) % Math.max(1, step - 1))}`

const minors =
  (major: number, minor: number, tail = "0"): VersionScheme =>
  (n) =>
    `${major}.${minor + n}.${tail}`

const patches =
  (prefix: string, first: number): VersionScheme =>
  (n) =>
    `${prefix}.${first + n}.0`

/** Letters as OpenSSL counts: `a` to `z`, then `za`, `zb`. */
const letters = (n: number): string => "z".repeat(Math.floor(n / 26)) + String.fromCharCode(97 + (n % 26))

/** A year, a padded week and a build, as Adobe has: `24.003.20112`. */
const adobe: VersionScheme = (n) =>
  `${25 + Math.floor(n / 12)}.${String((n % 12) + 1).padStart(3, "0")}.${20432 + 17 * n}`

const chromium = [line(1, browser(132, 2957, 29))]

/** Products whose versions people know by sight. */
const known: Record<string, ReadonlyArray<ReleaseLine>> = {
  "google-_-chrome": [line(1, browser(132, 6834, 52))],
  "microsoft-_-edge_chromium-based": chromium,
  "microsoft-_-edge_webview2_runtime": chromium,
  "mozilla-_-firefox": [line(1, (n) => `${134 + n}.0.${(n * 3) % 4}.0`)],
  "mozilla-_-firefox_esr": [line(0.7, minors(128, 1, "0.0")), line(0.3, minors(115, 10, "0.0"))],
  "microsoft-_-windows_11": [line(0.7, monthly("10.0.26100", 2894, 230)), line(0.3, monthly("10.0.22631", 4751, 70))],
  "microsoft-_-windows_10": [line(0.96, monthly("10.0.19045", 5371, 60)), line(0.04, monthly("10.0.19044", 5371, 60))],
  "microsoft-_-windows_server_2012_r2": [line(1, monthly("6.3.9600", 22371, 70))],
  "microsoft-_-windows_server_2016": [line(1, monthly("10.0.14393", 7699, 90))],
  "microsoft-_-windows_server_2019": [line(1, monthly("10.0.17763", 6775, 95))],
  "microsoft-_-windows_server_2022": [line(1, monthly("10.0.20348", 3091, 85))],
  "microsoft-_-windows_server_2025": [line(1, monthly("10.0.26100", 2894, 230))],
  "microsoft-_-365_apps": [line(0.6, monthly("16.0.18324", 20168, 60)), line(0.4, monthly("16.0.17928", 20392, 55))],
  "microsoft-_-.net": [line(0.6, patches("8.0", 1)), line(0.3, patches("9.0", 0)), line(0.1, patches("6.0", 26))],
  "microsoft-_-visual_c++_2015-2022_redistributable": [line(1, (n) => `14.${36 + n}.${32530 + 310 * n}.0`)],
  "microsoft-_-visual_studio_code": [line(1, minors(1, 96, "2.0"))],
  "microsoft-_-teams": [
    line(1, (n) => `${25 + Math.floor(n / 20)}${String(10 + (n % 20) * 15).padStart(3, "0")}.1307.${2669 + n}.7070`)
  ],
  "adobe-_-acrobat_reader_dc": [line(1, adobe)],
  "adobe-_-acrobat_dc": [line(1, adobe)],
  "oracle-_-jre": [line(0.7, (n) => `8.0.${4010 + 100 * n}.8`), line(0.3, patches("17.0", 10))],
  "python-_-python": [
    line(0.5, (n) => `3.12.${2 + n}150.0`),
    line(0.3, (n) => `3.13.${n}150.0`),
    line(0.2, (n) => `3.9.${13 + n}150.0`)
  ],
  "openssl-_-openssl": [line(0.6, patches("3.0", 13)), line(0.4, (n) => `1.1.1${letters(n)}`)],
  "ivanti-_-connect_secure": [line(0.8, (n) => `22.7R2.${1 + n}`), line(0.2, (n) => `9.1R${14 + n}.0`)],
  "7-zip-_-7-zip": [line(1, (n) => `${24 + Math.floor((n + 3) / 4)}.${1 + ((n + 3) % 4) * 2}.0.0`)]
}

const linuxMakers = new Set([
  "redhat",
  "canonical",
  "debian",
  "suse",
  "gnu",
  "sudo_project",
  "systemd_project",
  "tukaani"
])

/** An RPM's version as Defender reports it, epoch and all: `0:3.9.18-3.el9_4.6`. */
const rpm =
  (seed: number, id: string): VersionScheme =>
  (n) =>
    `0:${1 + Math.floor(noise(seed, id, "rpm") * 6)}.${4 + Math.floor(n / 6)}.${n % 6}-${3 + n}.el9_4.${n}`

const ordinary = (seed: number, id: string): VersionScheme => {
  const major = 1 + Math.floor(noise(seed, id, "major") * 18)
  const schemes: ReadonlyArray<VersionScheme> = [
    (n) => `${major + Math.floor(n / 9)}.${n % 9}.${(n * 13) % 40}.0`,
    (n) => `${24 + Math.floor(n / 4)}.${(n % 4) + 1}.${1000 + 61 * n}`,
    (n) => `${major}.${n}.${4000 + 190 * n}.0`,
    (n) => `${major}.0.${100 + 7 * n}`,
    (n) => `${major}.${Math.floor(n / 5)}.${n % 5}`
  ]
  return schemes[Math.floor(noise(seed, id, "scheme") * schemes.length)] ?? minors(major, 0)
}

/** The lines of releases of a product. */
export const releaseLines = (seed: number, vendor: string, id: string): ReadonlyArray<ReleaseLine> => {
  const lines = known[id]
  if (lines !== undefined) return lines
  return [line(1, linuxMakers.has(vendor) || id.endsWith("_for_linux") ? rpm(seed, id) : ordinary(seed, id))]
}
