import { Schema } from "effect"

const isPathSegment = Schema.makeFilter<string>((id) => {
  if (id.trim() === "") return "a software id can't be empty"
  if (id === "." || id === "..") return `a software id can't be "${id}"`
  if (!id.isWellFormed()) return "a software id can't hold half of a character (a lone surrogate)"
  return undefined
})

/**
 * The id of one software in Defender's inventory, such as `microsoft-_-edge`.
 *
 * Defender builds it as `<vendor>-_-<name>`, and any character may occur in it. It travels as one percent-encoded path
 * segment, so what can't be one is refused: an empty id, `.`, `..` and lone surrogates.
 */
export const SoftwareId = Schema.String.pipe(Schema.check(isPathSegment), Schema.brand("SoftwareId"))
export type SoftwareId = typeof SoftwareId.Type

const separator = "-_-"

/** Whether a text has the form `<vendor>-_-<name>` of a software id. */
export const hasIdForm = (text: string): boolean => text.includes(separator)

/** The vendor and the name inside an id, split at its first `-_-`. An id without one is all name. */
export const vendorAndName = (id: SoftwareId): { readonly vendor: string; readonly name: string } => {
  const at = id.indexOf(separator)
  return at < 0 ? { vendor: "", name: id } : { vendor: id.slice(0, at), name: id.slice(at + separator.length) }
}
