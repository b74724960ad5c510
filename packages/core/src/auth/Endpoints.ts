import { Context, Effect, Layer, Option, Schema, SchemaTransformation } from "effect"
import { optional, withDefault } from "../Variable.ts"
import { CloudName, clouds } from "./Cloud.ts"
import { isLoopback, mayReceiveToken } from "./DefenderHost.ts"

/** An API address as people write it: with or without a slash or `/api` at the end. */
const ApiUrl = Schema.String.pipe(
  Schema.decodeTo(
    Schema.URLFromString,
    SchemaTransformation.transform({
      decode: (value) =>
        value
          .trim()
          .replace(/\/+$/, "")
          .replace(/\/api$/i, ""),
      encode: (value) => value
    })
  ),
  Schema.check(Schema.makeFilter(mayReceiveToken))
)

const AuthorityUrl = Schema.URLFromString.pipe(
  Schema.check(Schema.makeFilter((url) => url.protocol === "https:" || isLoopback(url)))
)

export const cloud = withDefault("DEFENDER_CLOUD", {
  description:
    "Which Defender to ask: `commercial`, a host of it nearer to you (`us`, `eu`, `uk`, `au`, `swa`, `ina`, `aea`), `gcc`, " +
    "`gcc-high`, `dod`, or `sample`, the made-up fleet.",
  schema: CloudName,
  expected: `one of ${CloudName.literals.join(", ")}`,
  default: "commercial"
})

const apiUrl = optional("DEFENDER_API_URL", {
  description: "Another address of the Defender API.",
  schema: ApiUrl,
  expected: "an https address of one of Defender's hosts, or an address of this machine",
  otherwise: "the cloud's"
})

const scope = optional("DEFENDER_SCOPE", {
  description: "Another scope to ask tokens for.",
  schema: Schema.NonEmptyString,
  expected: "a scope that ends in /.default",
  otherwise: "the cloud's"
})

const authorityHost = optional("AZURE_AUTHORITY_HOST", {
  description: "Another address to sign in at.",
  schema: AuthorityUrl,
  expected: "an https address such as https://login.microsoftonline.us",
  otherwise: "the cloud's"
})

export const variables = [cloud, apiUrl, scope, authorityHost]

/** Where Defender is asked, where tokens come from, and what they are asked for. */
export class Endpoints extends Context.Service<
  Endpoints,
  { readonly cloud: CloudName; readonly apiUrl: URL; readonly authorityHost: URL; readonly scope: string }
>()("@defender-versions/core/auth/Endpoints") {
  /** The endpoints of `DEFENDER_CLOUD`, each overridable by its own variable. */
  static readonly layer = Layer.effect(
    Endpoints,
    Effect.gen(function* () {
      const own = endpointsOf(yield* cloud.read)
      return {
        cloud: own.cloud,
        apiUrl: Option.getOrElse(yield* apiUrl.read, () => own.apiUrl),
        authorityHost: Option.getOrElse(yield* authorityHost.read, () => own.authorityHost),
        scope: Option.getOrElse(yield* scope.read, () => own.scope)
      }
    })
  )

  /** A cloud's own endpoints, whatever the variables say. */
  static readonly layerOf = (name: CloudName) => Layer.succeed(Endpoints, endpointsOf(name))
}

const endpointsOf = (name: CloudName): Endpoints["Service"] => ({
  cloud: name,
  apiUrl: new URL(clouds[name].api),
  authorityHost: new URL(clouds[name].authority),
  scope: clouds[name].scope
})
