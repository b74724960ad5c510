/** Control characters, line breaks, and what can't be seen: marks of direction, zero-width and other format characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Text from elsewhere, fit for a terminal or a log: whatever can't be seen is shown as `�`, and nothing breaks the line. */
export const printable = (text: string): string => text.toWellFormed().replace(invisible, "\ufffd")

/** Text from elsewhere, fit to be quoted in a sentence: printable, and not too long. */
export const quotable = (text: string): string => {
  const line = printable(text.trim())
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
