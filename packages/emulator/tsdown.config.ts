import { defineConfig } from "tsdown"

export default defineConfig({
  entry: ["src/index.ts", "src/server.ts", "src/bin.ts"],
  platform: "node",
  target: "node22.19",
  dts: true,
  sourcemap: true,
  unbundle: true,
  fixedExtension: false,
  publint: true,
  attw: { profile: "esm-only", level: "error" }
})
