import { defineConfig } from "vitest/config"

const conditions = ["@defender-versions/source", "import", "node", "module", "default"]

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    include: ["{packages,apps}/*/test/**/*.test.ts"],
    benchmark: { include: ["{packages,apps}/*/bench/**/*.bench.ts"] },
    testTimeout: 30_000
  }
})
