import { assert, describe, it } from "@effect/vitest"
import { Effect, FileSystem } from "effect"
import { NodeServices } from "@effect/platform-node"
import { fileURLToPath } from "node:url"
import { run } from "./Process.ts"

const app = fileURLToPath(new URL("..", import.meta.url))
const tool = (name: string) => fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url))

/** The package as npm would get it, unpacked into an empty folder. */
const unpacked = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* fs.makeTempDirectoryScoped()
  const built = yield* run(tool("tsdown"), ["--out-dir", `${folder}/dist`, "--logLevel", "error"], { cwd: app })
  assert.strictEqual(built.code, 0, built.stdout + built.stderr)
  yield* fs.copy(`${app}/bin`, `${folder}/bin`)
  yield* fs.copyFile(`${app}/package.json`, `${folder}/package.json`)
  const packed = yield* run("npm", ["pack", "--ignore-scripts"], { cwd: folder })
  assert.strictEqual(packed.code, 0, packed.stderr)
  const target = yield* fs.makeTempDirectoryScoped()
  const tarball = `${folder}/${packed.stdout.trim().split("\n").at(-1)}`
  const extracted = yield* run("tar", ["-xzf", tarball, "-C", target])
  assert.strictEqual(extracted.code, 0, extracted.stderr)
  return `${target}/package`
})

describe("the packed command line", () => {
  it.live("is one file behind a launcher, and answers from an empty folder", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* unpacked
      assert.sameMembers(yield* fs.readDirectory(folder), ["package.json", "bin", "dist"])
      assert.deepStrictEqual(yield* fs.readDirectory(`${folder}/dist`), ["bin.js"])
      const launcher = `${folder}/bin/defender-versions.cjs`

      const answer = yield* run(process.execPath, [launcher, "microsoft-_-edge", "--cloud", "sample", "-o", "csv"])
      assert.deepStrictEqual([answer.code, answer.stderr], [0, ""])
      assert.include(answer.stdout, "microsoft-_-edge,11.0.18363.535,750,")

      const old = yield* run(process.execPath, [
        "--eval",
        `Object.defineProperty(process.versions, "node", { value: "20.20.2" }); require(${JSON.stringify(launcher)})`
      ])
      assert.strictEqual(old.code, 1)
      assert.strictEqual(old.stderr, "defender-versions needs Node 22.19 or newer; this is Node 20.20.2.\n")
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
  )
})
