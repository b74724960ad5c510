const unheard = /[\p{M}\u2018\u2019\u201c\u201d'"`´®™©]/gu
const word = /[\p{L}\p{N}]+(?:\+\+|[#+](?![\p{L}\p{N}]))?/gu

/**
 * The words of a name, or of what somebody typed, in lower case. Quotes, accents and punctuation do not count, but a `+`
 * or `#` at the end of a word does: `C++`, `options+`, `C#`.
 */
export const words = (text: string): ReadonlyArray<string> =>
  text.normalize("NFKD").replace(unheard, "").normalize("NFC").toLowerCase().match(word) ?? []

/** Words written together: `7-zip` and `7zip` are the same. */
export const joined = (list: ReadonlyArray<string>): string => list.join("")

/** Whether two lists hold the same words, in whatever order or written together. */
export const areSame = (left: ReadonlyArray<string>, right: ReadonlyArray<string>): boolean =>
  joined(left) === joined(right) || joined(left.toSorted()) === joined(right.toSorted())
