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

/**
 * A text whose order, by code units, is the order of versions.
 *
 * A version is read as an epoch (`2:`), then numbers and words. Numbers compare by value, words by letters without case.
 * At the first difference a number comes after a word, a word after a release (`-3`), a release after the end, and the
 * end after a pre-release (`beta`, `~`): `1.0-rc1` < `1.0` < `1.0-3` < `1.0f` < `1.0.1`. Zeros at the end of the
 * numbers do not count (Defender reports 83.0 as `83.0.0.0`), nor do leading zeros, a leading `v`, and which separator
 * stands between.
 */
export const sortKey = (version: string): string => {
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

const packed = 2 ** 26

/** Up to four numbers of a version in two, which compare as its sort key does. */
interface Packed {
  high: number
  low: number
}

/** Packs numbers with dots, as nearly all versions are: much faster to compare than text. False for any other text. */
const pack = (version: string, into: Packed): boolean => {
  into.high = 0
  into.low = 0
  let part = 0
  let digits = 0
  let value = 0
  for (let at = 0; at <= version.length; at++) {
    const code = at < version.length ? version.charCodeAt(at) : 46
    if (code === 46) {
      if (digits === 0 || part > 3 || value >= packed) return false
      if (part < 2) into.high += part === 0 ? value * packed : value
      else into.low += part === 2 ? value * packed : value
      part++
      digits = 0
      value = 0
    } else if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48
      digits++
    } else return false
  }
  return true
}

/** Sorts newest version first. Rows stay as they are. */
export const newestFirst = <A extends { readonly version: string }>(rows: ReadonlyArray<A>): Array<A> => {
  const byText = (left: A, right: A) => Order.String(right.version, left.version)
  let isPlain = true
  const packs = rows.map((row) => {
    const entry = { row, high: 0, low: 0 }
    isPlain = pack(row.version, entry) && isPlain
    return entry
  })
  const sorted = isPlain
    ? packs.toSorted((a, b) => b.high - a.high || b.low - a.low || byText(a.row, b.row))
    : rows
        .map((row) => ({ row, key: sortKey(row.version) }))
        .toSorted((a, b) => Order.String(b.key, a.key) || byText(a.row, b.row))
  return sorted.map(({ row }) => row)
}
