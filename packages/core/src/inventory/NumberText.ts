const grouped = new Intl.NumberFormat("en-US")
const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** A count with its thousands apart: `41,200`. */
export const count = (value: number): string => grouped.format(value)

/** A count and what is counted: `1 installation`, `751 installations`. */
export const counted = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? "" : "s"}`

/** A share in percent, with one decimal. Some is never shown as none, nor nearly all as all: `< 0.1 %`, `> 99.9 %`. */
export const percent = (share: number): string => {
  if (share === 0 || share === 1) return `${share * 100} %`
  if (share < 0.0005) return "< 0.1 %"
  if (share >= 0.9995) return "> 99.9 %"
  return `${tenths.format(share * 100)} %`
}
