/** One thing that is timed. */
type Run = () => unknown

const time = async (run: Run): Promise<number> => {
  const began = performance.now()
  await run()
  return performance.now() - began
}

const quantile = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const sort = (numbers: ReadonlyArray<number>) => numbers.toSorted((a, b) => a - b)

export const median = (numbers: ReadonlyArray<number>): number => quantile(sort(numbers), 0.5)
export const p99 = (numbers: ReadonlyArray<number>): number => quantile(sort(numbers), 0.99)

/** Times each run, in milliseconds, after a warm-up. */
export const times = async (
  run: Run,
  rounds: number,
  warmUp = Math.ceil(rounds / 5)
): Promise<ReadonlyArray<number>> => {
  for (let n = 0; n < warmUp; n++) await run()
  const measured: Array<number> = []
  for (let n = 0; n < rounds; n++) measured.push(await time(run))
  return measured
}

/** Times two runs in turn, and how many times longer the first takes: the median over the pairs. */
export const compare = async (ours: Run, theirs: Run, rounds: number) => {
  for (let n = 0; n < Math.ceil(rounds / 5); n++) {
    await ours()
    await theirs()
  }
  const pairs: Array<{ readonly ours: number; readonly theirs: number }> = []
  for (let n = 0; n < rounds; n++) pairs.push({ ours: await time(ours), theirs: await time(theirs) })
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs))
  }
}

const digits = (value: number) => value.toFixed(value < 10 ? 2 : 1)

/** Prints one line of the benchmark: what, the figure, and the aim. */
export const report = (what: string, figure: string, aim: string): void =>
  console.log(`${what.padEnd(58)} ${figure.padEnd(38)} aim ${aim}`)

export const ms = (value: number): string => `${digits(value)} ms`
export const ratio = ({ ours, ratio: times_, theirs }: Awaited<ReturnType<typeof compare>>): string =>
  `${digits(times_)}× (${ms(ours)} to ${ms(theirs)})`
