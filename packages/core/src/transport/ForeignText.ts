/** Control characters, and the invisible ones that change the direction of text. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]+/gu

/** Text from elsewhere, on one line and fit to be quoted in a message: nothing invisible, and not too long. */
export const quotable = (text: string): string => {
  const line = text.toWellFormed().replace(invisible, " ").trim()
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
