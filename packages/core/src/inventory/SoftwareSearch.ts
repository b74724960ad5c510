import { Schema } from "effect"
import { Count } from "../api/Count.ts"
import type { Software } from "../api/Software.ts"
import { Candidate } from "../transport/DefenderError.ts"
import { type Reading, readings, telling } from "./readings.ts"
import { areSame, joined, words } from "./words.ts"
import * as WordIndex from "./WordIndex.ts"

/**
 * What a text means in the inventory.
 *
 * - `one`: the first candidate. More follow only where device counts that would tell them apart are missing.
 * - `several`: one of the candidates, the likeliest first.
 * - `none`: the candidates are the nearest there is.
 */
export const SearchResult = Schema.Struct({
  query: Schema.String,
  outcome: Schema.Literals(["one", "several", "none"]),
  candidates: Schema.Array(Candidate),
  /** How many more candidates there are. */
  omitted: Count
})
export interface SearchResult extends Schema.Schema.Type<typeof SearchResult> {}

/** A software, and how well it fits: over 0.5 when it has every word. */
interface Scored {
  readonly entry: WordIndex.Entry
  readonly score: number
}

/** A software that has every word of a reading. */
interface Match extends Scored {
  readonly reading: Reading
}

/** A software that has some of the words. `isLikely`: most of them, or all of its own name. */
interface PartialMatch extends Scored {
  readonly isLikely: boolean
}

const bestFirst = <A extends Scored>(list: Iterable<A>): ReadonlyArray<A> =>
  [...list].toSorted((left, right) => right.score - left.score)

const devicesOf = ({ entry }: Match): number | undefined => entry.software.installedMachines ?? undefined

/** Whether the text is the whole name: vendor words, punctuation and misspellings aside. */
const isNamed = ({ entry: { name, vendor }, reading }: Match): boolean => {
  const withoutVendor = (list: ReadonlyArray<string>) => list.filter((word) => !vendor.includes(word))
  const typed = withoutVendor(reading.words)
  return areSame(reading.words, name) || (typed.length > 0 && areSame(typed, withoutVendor(name)))
}

/** Whether the text may well mean this too: it is in the name, or it is all of the vendor. */
const isRival = ({ entry: { name, vendor }, reading }: Match): boolean =>
  areSame(reading.words, vendor) ||
  reading.words.some((word) => [...name, joined(name)].some((named) => named.startsWith(word)))

const isOnMore = (rival: Match, named: Match): boolean => (devicesOf(rival) ?? 0) > (devicesOf(named) ?? Infinity)

const isUncounted = (match: Match): boolean => devicesOf(match) === undefined

const candidate = ({ entry: { software }, score }: Scored): Candidate => ({
  id: software.id,
  name: software.name,
  vendor: software.vendor,
  ...(software.installedMachines != null && { installedMachines: software.installedMachines }),
  score: Math.round(score * 1000) / 1000
})

const mostCandidates = 100
/** How many candidates are named when nothing fits as a whole. */
const nearestShown = 5

export interface SoftwareSearch {
  readonly search: (query: string) => SearchResult
}

/** Finds what people mean by what they type, in a list of software. */
export const make = (catalog: ReadonlyArray<Software>): SoftwareSearch => {
  const index = WordIndex.make(catalog)

  /** Every software that has all words of a reading. */
  const containing = (reading: Reading): ReadonlyArray<Match> => {
    const [fewest, ...others] = reading.words.map(index.hits).toSorted((left, right) => left.size - right.size)
    return Array.from(fewest ?? []).flatMap(([entry, first]) => {
      const fits = others.map((hits) => hits.get(entry) ?? 0)
      if (fits.includes(0)) return []
      const sum = fits.reduce((total, fit) => total + fit, first)
      const fit = (reading.trust * sum) / reading.words.length
      return [{ entry, reading, score: 0.5 + 0.4 * fit + 0.1 * entry.spread }]
    })
  }

  /** What the first step of readings that fits anything fits, the likeliest first. */
  const matching = (query: string): ReadonlyArray<Match> => {
    for (const step of readings(query, index)) {
      const best = new Map<WordIndex.Entry, Match>()
      for (const match of step.flatMap(containing)) {
        if (match.score > (best.get(match.entry)?.score ?? 0)) best.set(match.entry, match)
      }
      if (best.size > 0) return bestFirst(best.values())
    }
    return []
  }

  /** What has some of the words, those with the most first. */
  const nearest = (query: string): ReadonlyArray<PartialMatch> => {
    const typed = telling(words(query))
    const known = typed.map((word) => (index.hits(word).size > 0 ? [word] : index.corrections(word)))
    const partial = new Map<WordIndex.Entry, { words: number; fit: number }>()
    for (const terms of known) {
      const best = new Map<WordIndex.Entry, number>()
      for (const [entry, fit] of terms.flatMap((term) => [...index.hits(term)])) {
        best.set(entry, Math.max(fit, best.get(entry) ?? 0))
      }
      for (const [entry, fit] of best) {
        const sum = partial.get(entry) ?? { words: 0, fit: 0 }
        partial.set(entry, { words: sum.words + 1, fit: sum.fit + fit })
      }
    }
    const all = new Set(known.flat())
    const scored = Array.from(partial, ([entry, sum]) => {
      const coverage = entry.name.filter((word) => all.has(word)).length / entry.name.length
      const score = 0.5 * (0.7 * (sum.fit / typed.length) + 0.2 * coverage + 0.1 * entry.spread)
      return { entry, score, isLikely: coverage > 0 && (coverage === 1 || sum.words > typed.length / 2) }
    })
    return bestFirst(scored)
  }

  const search = (query: string): SearchResult => {
    const result = (outcome: SearchResult["outcome"], found: ReadonlyArray<Scored>): SearchResult => {
      const candidates = found.slice(0, mostCandidates).map(candidate)
      return { query, outcome, candidates, omitted: found.length - candidates.length }
    }
    const entry = index.withId(query.trim())
    if (entry !== undefined) return result("one", [{ entry, score: 1 }])
    const matches = matching(query)
    if (matches.length > 0) {
      const one = theOne(matches)
      return one === undefined ? result("several", matches) : result("one", one)
    }
    const near = nearest(query)
    const best = near[0]?.score ?? 0
    const shown = near.filter(({ score }, at) => at < 2 || score > best / 2).slice(0, nearestShown)
    return result(near[0]?.isLikely === true ? "several" : "none", shown)
  }

  return { search }
}

/** The match that is meant, before others that only lack a device count to be ruled out; `undefined` to ask. */
const theOne = (matches: ReadonlyArray<Match>): ReadonlyArray<Match> | undefined => {
  if (matches.length === 1) return matches
  const [named, ...namesakes] = matches.filter(isNamed)
  if (named === undefined || namesakes.length > 0) return undefined
  const rivals = matches.filter((match) => match !== named && isRival(match))
  if (rivals.some((rival) => isOnMore(rival, named))) return undefined
  return [named, ...rivals.filter((rival) => isUncounted(rival) || isUncounted(named))]
}
