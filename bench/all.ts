import { spawnSync } from "node:child_process"

const benches = [
  "packages/core/bench/distribution.ts",
  "packages/core/bench/search.ts",
  "packages/core/bench/call.ts",
  "apps/cli/bench/start.ts"
]

/** Each in a process of its own, so that none warms up another. */
for (const bench of benches) {
  const { status } = spawnSync(process.execPath, ["--conditions=@defender-versions/source", bench], {
    stdio: "inherit"
  })
  if (status !== 0) process.exitCode = 1
}
