import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { variables } from "../src/index.ts"

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8")

const cells = (line: string) => line.split(/(?<!\\)\|/).map((cell) => cell.trim())

describe("the README", () => {
  it("has every variable in its table, as the code reads it", () => {
    const rows = readme
      .split("\n")
      .map(cells)
      .filter(([, name]) => /^`[A-Z_]+`$/.test(name ?? ""))
      .map(([, name, otherwise, description]) => [name, otherwise, description])
    assert.deepStrictEqual(
      rows,
      variables.map(({ description, name, otherwise }) => [
        `\`${name}\``,
        /\s|^required$|^none$/.test(otherwise) ? otherwise : `\`${otherwise}\``,
        description
      ])
    )
  })
})
