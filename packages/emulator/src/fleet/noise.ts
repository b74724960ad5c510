/** A number from 0 to 1, always the same for the same keys: what makes a fleet look random and be the same tomorrow. */
export const noise = (seed: number, ...keys: ReadonlyArray<string | number>): number => {
  let hash = seed ^ 0x811c9dc5
  for (const key of keys) {
    for (const character of `${key}|`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
