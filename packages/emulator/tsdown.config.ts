import { defineConfig } from "tsdown"

export default defineConfig({
  entry: ["src/index.ts", "src/server.ts", "src/bin.ts"],
  tsconfig: "tsconfig.build.json",
  platform: "node",
  target: "node22.19",
  dts: true,
  sourcemap: true,
  logLevel: "warn",
  unbundle: true,
  fixedExtension: false,
  publint: true,
  attw: { profile: "esm-only", level: "error" }
})
