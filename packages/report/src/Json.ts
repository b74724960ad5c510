import { SearchResult, VersionDistribution } from "@defender-versions/core"
import { Schema } from "effect"

/** Characters that JSON allows and a terminal should not get. Written as escapes they are the same data. */
const invisible = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`
  ).join("")

const stringify = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(invisible, escaped)

const encodeDistribution = Schema.encodeSync(VersionDistribution)
const encodeSearch = Schema.encodeSync(SearchResult)

/** The answer as one JSON object, in the shape of core's `VersionDistribution`. */
export const render = (answer: VersionDistribution): string => stringify(encodeDistribution(answer), 2)

/** A search result as JSON on one line. */
export const renderSearch = (result: SearchResult): string => stringify(encodeSearch(result))
