import { defineConfig } from "tsdown"

export default defineConfig({
  entry: ["src/bin.ts"],
  platform: "node",
  target: "node22.19",
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
  logLevel: "warn",
  inputOptions: { resolve: { conditionNames: ["@defender-versions/source", "import", "node", "default"] } },
  outputOptions: { codeSplitting: false },
  fixedExtension: false
})
