import type { Software } from "@defender-versions/core/api"

/** Whether a software is among those asked for. */
export type Predicate = (software: Software) => boolean

interface Parsed {
  readonly predicate: Predicate
  readonly rest: string
}

const fields = ["id", "name", "vendor"] as const
const comparison = /^\s*(id|name|vendor)\s+eq\s+'((?:[^']|'')*)'/

const primary = (text: string): Parsed | undefined => {
  const bracket = /^\s*\(/.exec(text)
  if (bracket !== null) {
    const inner = anyOf(text.slice(bracket[0].length))
    const closing = inner && /^\s*\)/.exec(inner.rest)
    return inner && closing ? { ...inner, rest: inner.rest.slice(closing[0].length) } : undefined
  }
  const found = comparison.exec(text)
  const field = fields.find((name) => name === found?.[1])
  if (found === null || field === undefined) return undefined
  const value = found[2]?.replaceAll("''", "'")
  return { predicate: (software) => software[field] === value, rest: text.slice(found[0].length) }
}

const chain = (
  operator: "and" | "or",
  operand: (text: string) => Parsed | undefined,
  join: (left: Predicate, right: Predicate) => Predicate
) => {
  const next = new RegExp(`^\\s+${operator}\\b`)
  return (text: string): Parsed | undefined => {
    let left = operand(text)
    for (let at = left && next.exec(left.rest); left && at; at = left && next.exec(left.rest)) {
      const right = operand(left.rest.slice(at[0].length))
      left = right && { predicate: join(left.predicate, right.predicate), rest: right.rest }
    }
    return left
  }
}

const allOf = chain("and", primary, (left, right) => (software) => left(software) && right(software))
const anyOf: (text: string) => Parsed | undefined = chain(
  "or",
  allOf,
  (left, right) => (software) => left(software) || right(software)
)

/**
 * Reads an OData `$filter` on `id`, `name` and `vendor`: `eq`, `and`, `or` and brackets. `undefined` when it can't be read.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/get-software
 */
export const parse = (text: string): Predicate | undefined => {
  const parsed = anyOf(text)
  return parsed?.rest.trim() === "" ? parsed.predicate : undefined
}
