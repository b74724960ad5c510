import { Order } from "effect"

const PRE_RELEASE = "\u0000"
const END = "\u0001"
const RELEASE = "\u0002"
const WORD = "\u0003"
/** A number is this character plus its count of digits, then its digits: the one with more digits is larger. */
const NUMBER = 0x0010

const preReleaseWords = ["dev", "nightly", "canary", "snapshot", "alpha", "beta", "milestone", "pre", "preview", "rc"]
const preReleases = new Map(preReleaseWords.map((word, rank) => [word, PRE_RELEASE + String.fromCharCode(rank)]))

const number = (digits: string) => {
  const value = digits.replace(/^0+(?=\d)/, "")
  return String.fromCharCode(NUMBER + Math.min(value.length, 0xff00)) + value
}

const zero = number("0")
const epochOrV = /^(?:(\d+):)?\s*v?(?=\d|$)/iu
const token = /(\d+)|(~)|[-+](?=\d)|[\p{L}\p{M}]+|[^\d.,:_\-+\s()/\p{L}\p{M}~]/gu

/** The key of numbers with dots, as nearly all versions are; `undefined` for anything else. */
const dottedKey = (version: string): string | undefined => {
  let key = zero
  let zeros = ""
  let start = 0
  for (let i = 0; i <= version.length; i++) {
    const code = i < version.length ? version.charCodeAt(i) : 46
    if (code === 46) {
      if (i === start) return undefined
      while (start < i - 1 && version.charCodeAt(start) === 48) start++
      if (i - start === 1 && version.charCodeAt(start) === 48) zeros += zero
      else {
        key += zeros + String.fromCharCode(NUMBER + Math.min(i - start, 0xff00)) + version.slice(start, i)
        zeros = ""
      }
      start = i + 1
    } else if (code < 48 || code > 57) return undefined
  }
  return key + END
}

/**
 * A text whose order, by code units, is the order of versions.
 *
 * A version is read as an epoch (`2:`), then numbers and words. Numbers compare by value, words by letters without case.
 * At the first difference a number comes after a word, a word after a release (`-3`), a release after the end, and the
 * end after a pre-release (`beta`, `~`): `1.0-rc1` < `1.0` < `1.0-3` < `1.0f` < `1.0.1`. Zeros at the end of the
 * numbers do not count (Defender reports 83.0 as `83.0.0.0`), nor do leading zeros, a leading `v`, and which separator
 * stands between.
 */
export const sortKey = (version: string): string => dottedKey(version) ?? anyKey(version)

const anyKey = (version: string): string => {
  const [prefix = "", epoch = "0"] = epochOrV.exec(version) ?? []
  let key = number(epoch)
  let zeros = 0
  for (const [text, digits, tilde] of version.slice(prefix.length).matchAll(token)) {
    if (digits !== undefined) {
      const next = number(digits)
      if (next === zero) zeros++
      else {
        key += zero.repeat(zeros) + next
        zeros = 0
      }
      continue
    }
    zeros = 0
    if (tilde !== undefined) key += PRE_RELEASE
    else if (text === "-" || text === "+") key += RELEASE
    else key += preReleases.get(text.toLowerCase()) ?? WORD + text.toLowerCase() + END
  }
  return key + END
}

/** Whether `left` is an older version than `right`. Versions that differ only in what does not count are neither. */
export const isBelow = (left: string, right: string): boolean => sortKey(left) < sortKey(right)

/** The order of versions, oldest first: total over any text, and 0 only for the same text. */
export const order: Order.Order<string> = Order.combine(Order.mapInput(Order.String, sortKey), Order.String)

/** Sorts newest version first. Rows stay as they are; each key is computed once. */
export const newestFirst = <A extends { readonly version: string }>(rows: ReadonlyArray<A>): Array<A> =>
  rows
    .map((row) => ({ row, key: sortKey(row.version) }))
    .toSorted((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : Order.String(b.row.version, a.row.version)))
    .map(({ row }) => row)
