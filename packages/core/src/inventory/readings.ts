import { abbreviations, fillers } from "./abbreviations.ts"
import { joined, words } from "./words.ts"
import type { WordIndex } from "./WordIndex.ts"

/** One way to read what somebody typed. `trust` is lower for what was not typed so. */
export interface Reading {
  readonly words: ReadonlyArray<string>
  readonly trust: number
}

type Words = ReadonlyArray<string>

const TYPED = 1
const GUESSED = 0.9

/** The text with abbreviations spelled out, in each way they can be. */
const spelledOut = (typed: Words): ReadonlyArray<Words> => {
  for (const length of [4, 3, 2, 1]) {
    for (let at = 0; at + length <= typed.length; at++) {
      const phrase = typed.slice(at, at + length).join(" ")
      const meanings = Object.hasOwn(abbreviations, phrase) ? abbreviations[phrase] : undefined
      if (meanings === undefined) continue
      const after = typed.slice(at + length)
      return meanings.flatMap((meaning) =>
        [after, ...spelledOut(after)].map((rest) => [...typed.slice(0, at), ...words(meaning), ...rest])
      )
    }
  }
  return []
}

/** The text with two neighbours, or all of it, written together: `team viewer`. */
const together = (typed: Words): ReadonlyArray<Words> =>
  typed.length < 2
    ? []
    : [
        ...typed.slice(1).map((_, i) => [...typed.slice(0, i), joined(typed.slice(i, i + 2)), ...typed.slice(i + 2)]),
        [joined(typed)]
      ]

/** The text with letters and digits apart: `vs2022`. */
const apart = (typed: Words): Words => typed.flatMap((word) => word.split(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/u))

const isTelling = (word: string) => !fillers.has(word) && !/^\d+$/.test(word)

/** The words that say what is meant. Fillers and numbers (a version, a year) don't, unless there is nothing else. */
export const telling = (typed: Words): Words => {
  const found = typed.filter(isTelling)
  return found.length > 0 ? found : typed
}

/** The text with every unknown word replaced by its nearest known ones. */
const corrected = (typed: Words, index: WordIndex): ReadonlyArray<Words> =>
  typed
    .map((word) => (index.hits(word).size > 0 ? [word] : index.corrections(word).slice(0, 3)))
    .reduce<ReadonlyArray<Words>>(
      (all, choices) => all.flatMap((start) => choices.map((word) => [...start, word])),
      [[]]
    )

const trusted =
  (trust: number) =>
  (list: Words): Reading => ({ words: list, trust })

const literally = (typed: Words): ReadonlyArray<Reading> => [
  trusted(TYPED)(typed),
  ...spelledOut(typed).map(trusted(GUESSED))
]

/**
 * The ways to read a text, the most literal first. Each step is a set of readings of one kind; the next is only worth a
 * look when nothing fits any of these.
 */
export function* readings(text: string, index: WordIndex): Generator<ReadonlyArray<Reading>> {
  const typed = words(text)
  if (typed.length === 0) return
  yield literally(typed)
  yield [...together(typed).map(trusted(TYPED)), ...literally(apart(typed))]
  const short = telling(typed)
  if (short.length < typed.length) {
    yield literally(short)
    yield together(short).map(trusted(TYPED))
  }
  yield literally(telling(apart(typed)))
  yield [short, ...together(short)].flatMap((list) => corrected(list, index)).map(trusted(GUESSED))
}
