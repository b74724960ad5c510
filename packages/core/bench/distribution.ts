import { DateTime, Schema } from "effect"
import { compare, ratio, report } from "../../../bench/compare.ts"
import { DistributionPage } from "../src/api/Distribution.ts"
import { SoftwareId } from "../src/index.ts"
import { make } from "../src/inventory/VersionDistribution.ts"

const value = Array.from({ length: 5000 }, (_, at) => ({
  version: `${100 + (at % 50)}.0.${(at * 7919) % 7000}.${(at * 31) % 200}`,
  installations: (at * 37) % 900,
  vulnerabilities: at % 30
}))
const text = JSON.stringify({
  "@odata.context": "https://api.security.microsoft.com/api/$metadata#Distributions",
  value
})

const decode = Schema.decodeUnknownSync(DistributionPage)
const software = { id: SoftwareId.make("a-_-b"), vendor: "a", name: "b", displayName: "A B" }
const source = { cloud: "commercial", freshness: "live", retrievedAt: DateTime.makeUnsafe(0) } as const

const measured = await compare(
  () => make({ software, source, rows: decode(JSON.parse(text)).value, filter: {} }),
  () => JSON.parse(text),
  300
)
report("parse, decode and summarise 5,000 versions : JSON.parse", ratio(measured), "≤ 4×")
