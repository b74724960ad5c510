import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { compare, ratio, report } from "../../../bench/compare.ts"

const run = promisify(execFile)
const launcher = fileURLToPath(new URL("../bin/defender-versions.cjs", import.meta.url))

const node = (...args: ReadonlyArray<string>) => run(process.execPath, args)

const measured = await compare(
  () => node(launcher, "chrome", "--cloud", "sample"),
  () => node("-e", "0"),
  15
)
report("the sample answer of the bundled command line : node -e 0", ratio(measured), "none, stated")
