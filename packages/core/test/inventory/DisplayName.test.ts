import { assert, describe, it } from "@effect/vitest"
import { displayName, SoftwareId } from "../../src/index.ts"

describe("displayName", () => {
  const names = [
    ["microsoft-_-edge", "Microsoft Edge"],
    ["microsoft-_-.net_framework", "Microsoft .NET Framework"],
    ["google-_-chrome", "Google Chrome"],
    ["zoom-_-zoom_rooms", "Zoom Rooms"],
    ["7-zip-_-7-zip", "7-Zip"],
    ["notepad++-_-notepad++", "Notepad++"],
    ["nodejs-_-node.js", "Node.js"],
    ["adobe-_-acrobat_reader_dc", "Adobe Acrobat Reader DC"],
    ["Lob Apps-_-Headtrax", "Lob Apps Headtrax"],
    ["no_separator", "No Separator"],
    ["a-_-b-_-c", "A B- -c"],
    ["-_-", "-_-"]
  ] as const
  it.each(names)("%s is %s", (id, name) => assert.strictEqual(displayName(SoftwareId.make(id)), name))
})
