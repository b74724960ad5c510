import { defineConfig } from "tsdown"

/** How a package that others install is built: a file for each of ours, with types, checked as its users will meet it. */
export const library = (entry: ReadonlyArray<string>) =>
  defineConfig({
    entry: [...entry],
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
