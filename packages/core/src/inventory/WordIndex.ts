import SearchableMap from "minisearch/SearchableMap"
import type { Software } from "../api/Software.ts"
import { joined, words } from "./words.ts"

/** A software with the words it can be found by. */
export interface Entry {
  readonly software: Software
  readonly name: ReadonlyArray<string>
  readonly vendor: ReadonlyArray<string>
  /** How widespread it is: 1 for the software on most devices, on a logarithmic scale. */
  readonly spread: number
}

/** How well one word fits each software: 1 for a word of its name, less for a beginning, its initials or its vendor. */
type Hits = ReadonlyMap<Entry, number>

const IN_NAME = 1
const AS_INITIALS = 0.9
const IN_VENDOR = 0.6
const AS_BEGINNING = 0.8

const linking = new Set(["and", "for", "of", "the"])

const initials = (list: ReadonlyArray<string>) => list.map((word) => word.slice(0, 1)).join("")

/** The terms a software is found by, each with how well it fits. */
const termsOf = ({ name, vendor }: Entry): Map<string, number> => {
  const terms = new Map<string, number>()
  const add = (term: string, fit: number) => terms.set(term, Math.max(fit, terms.get(term) ?? 0))
  for (const word of [...vendor, joined(vendor)]) add(word, IN_VENDOR)
  for (const word of [...name, joined(name)]) {
    add(word, IN_NAME)
    add(word.replace(/[+#]+$/, ""), AS_BEGINNING)
  }
  const telling = name.filter((word) => !linking.has(word))
  for (const short of [initials(name), initials(telling), initials([...vendor, ...telling])]) {
    if (short.length >= 3) add(short, AS_INITIALS)
  }
  terms.delete("")
  return terms
}

/** Finds software by words: whole, by their beginning, and misspelt. */
export interface WordIndex {
  readonly withId: (id: string) => Entry | undefined
  readonly hits: (word: string) => Hits
  /** The known words nearest to one that is not known; none when all are far. */
  readonly corrections: (word: string) => ReadonlyArray<string>
}

/** A text is read in several ways, and typed letter by letter: the same words come again. */
const rememberedWords = 32

const mayBeBeginning = (word: string) => word.length >= 3 && !/^\d+$/.test(word)

const swaps = (word: string) =>
  Array.from({ length: word.length - 1 }, (_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2))

export const make = (catalog: ReadonlyArray<Software>): WordIndex => {
  const most = Math.log1p(Math.max(1, ...catalog.map(({ installedMachines }) => installedMachines ?? 0)))
  const entries = catalog.map((software) => ({
    software,
    name: words(software.name),
    vendor: words(software.vendor),
    spread: Math.log1p(software.installedMachines ?? 0) / most
  }))
  const postings = new SearchableMap<Map<Entry, number>>()
  for (const entry of entries) {
    for (const [term, fit] of termsOf(entry)) postings.fetch(term, () => new Map()).set(entry, fit)
  }

  const find = (word: string): Hits => {
    const whole = postings.get(word)
    if (word.length < 2 || (whole !== undefined && !mayBeBeginning(word))) return whole ?? new Map()
    const found = new Map(whole)
    for (const [, beginning] of postings.atPrefix(word)) {
      for (const [entry, fit] of beginning) {
        const begun = fit * AS_BEGINNING
        if (begun > (found.get(entry) ?? 0)) found.set(entry, begun)
      }
    }
    return found
  }

  const recent = new Map<string, Hits>()
  const hits = (word: string): Hits => {
    const known = recent.get(word)
    if (known !== undefined) return known
    if (recent.size >= rememberedWords) recent.clear()
    const found = find(word)
    recent.set(word, found)
    return found
  }

  const corrections = (word: string): ReadonlyArray<string> => {
    if (word.length < 4) return []
    const swapped = swaps(word).filter((candidate) => postings.has(candidate))
    if (swapped.length > 0) return swapped
    const near = Array.from(postings.fuzzyGet(word, word.length < 7 ? 1 : 2), ([term, [, edits]]) => ({ term, edits }))
      // In a word of four letters another letter makes another word.
      .filter(({ term }) => word.length > 4 || term.length !== word.length)
    const least = Math.min(...near.map(({ edits }) => edits))
    return near.filter(({ edits }) => edits === least).map(({ term }) => term)
  }

  const byId = new Map<string, Entry>(entries.map((entry) => [entry.software.id, entry]))

  return { withId: (id) => byId.get(id), hits, corrections }
}
