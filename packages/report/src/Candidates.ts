import { type Candidate, counted, printable } from "@defender-versions/core"
import { CliOutput } from "effect/cli"

/** Candidates as a list, with the devices each is on. */
export const render = (candidates: ReadonlyArray<Candidate>): string => {
  const ids = candidates.map(({ id }) => printable(id))
  const devices = candidates.map(({ installedMachines }) =>
    installedMachines === undefined ? "" : counted(installedMachines, "device")
  )
  const idWidth = Math.max(0, ...ids.map(CliOutput.displayWidth))
  const countWidth = Math.max(0, ...devices.map((text) => text.indexOf(" ")))
  return ids
    .map((id, at) => {
      const text = devices[at] ?? ""
      const on = text === "" ? "" : `   on ${" ".repeat(countWidth - text.indexOf(" "))}${text}`
      return `  ${id}${" ".repeat(idWidth - CliOutput.displayWidth(id))}${on}`.trimEnd()
    })
    .join("\n")
}
