import { count, percent, printable, type VersionDistribution } from "@defender-versions/core"
import { CliOutput } from "effect/cli"
import { styleText } from "node:util"
import { notes, origin, versionText } from "./context.ts"

/** How text may look where it is shown. */
export interface Style {
  /** Columns there are; `Infinity` when nothing limits them. */
  readonly width: number
  readonly color: boolean
  readonly bars: boolean
}

/** Text for a file or a pipe. */
export const plain: Style = { width: Number.POSITIVE_INFINITY, color: false, bars: false }

type Column = ReadonlyArray<string>

const ascii = /^[\x20-\x7e]*$/

const columns = (text: string): number => (ascii.test(text) ? text.length : CliOutput.displayWidth(text))

const widest = (cells: Column): number => Math.max(...cells.map(columns))

const left = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - columns(text)))

const right = (text: string, width: number): string => " ".repeat(Math.max(0, width - columns(text))) + text

/** Cuts a text to a width, and says so with an ellipsis. */
const cut = (text: string, width: number): string => {
  if (columns(text) <= width) return text
  let kept = ""
  for (const character of text) {
    if (columns(kept + character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}

const barWidth = 20
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

/** A share as a bar of up to twenty columns. Some is never nothing. */
const bar = (share: number): string => {
  const length = share === 0 ? 0 : Math.max(1, Math.round(share * barWidth * 8))
  return "█".repeat(Math.floor(length / 8)) + (eighths[length % 8] ?? "")
}

const gap = "  "
const narrowestVersion = 12

const long = { version: "VERSION", installations: "INSTALLATIONS", share: "SHARE", vulnerabilities: "VULNERABILITIES" }
const short = { ...long, installations: "INSTALL.", vulnerabilities: "VULN." }
/** Below so many columns the long titles take too much room. */
const narrow = 60

/** The answer as text: what and where from, the sentence, and a row for each version. */
export const render = (answer: VersionDistribution, style: Style): string => {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    style.color ? styleText(format, text, { validateStream: false }) : text

  const rows = answer.versions
  const titles = style.width < narrow ? short : long
  const installations = [titles.installations, ...rows.map((row) => count(row.installations))]
  const shares = [titles.share, ...rows.map((row) => percent(row.share))]
  const vulnerabilities = [
    titles.vulnerabilities,
    ...rows.map((row) => (row.vulnerabilities === 0 ? "–" : count(row.vulnerabilities)))
  ]
  const numbers = [installations, shares, vulnerabilities].reduce((sum, cells) => sum + gap.length + widest(cells), 0)
  const room = style.width - gap.length - numbers
  const versions = [titles.version, ...rows.map((row) => versionText(row.version))].map((text) =>
    cut(text, Math.max(narrowestVersion, room))
  )
  const versionWidth = widest(versions)
  const hasBars = style.bars && versionWidth + gap.length + barWidth <= room

  const line = (at: number): string => {
    const row = at === 0 ? undefined : rows[at - 1]
    const drawn = row === undefined ? " ".repeat(barWidth) : paint("cyan", left(bar(row.share), barWidth))
    const vulnerable = right(vulnerabilities[at] ?? "", widest(vulnerabilities))
    const cells = [
      left(versions[at] ?? "", versionWidth),
      right(installations[at] ?? "", widest(installations)),
      right(shares[at] ?? "", widest(shares)),
      ...(hasBars ? [drawn] : []),
      row !== undefined && row.vulnerabilities > 0 ? paint("red", vulnerable) : vulnerable
    ]
    return gap + cells.join(gap)
  }

  const { software, source, summary } = answer
  const title = `${paint("bold", printable(software.displayName))}${gap}${printable(software.id)}`
  const titleWidth = columns(`${printable(software.displayName)}${gap}${printable(software.id)}`)
  const from = origin(source)
  const pad = Math.min(style.width, 100) - titleWidth - columns(from)
  return [
    pad >= gap.length ? `${title}${" ".repeat(pad)}${paint("dim", from)}` : `${title}\n${paint("dim", from)}`,
    summary.sentence,
    ...(rows.length === 0 ? [] : ["", paint("dim", line(0)), ...rows.map((_, at) => line(at + 1))]),
    ...notes(answer).flatMap((note) => ["", note])
  ].join("\n")
}
