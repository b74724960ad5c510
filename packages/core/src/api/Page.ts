import { Schema } from "effect"

/**
 * One page of an OData collection. `@odata.context` differs between documents, clusters and years, so nothing reads it.
 * `@odata.nextLink` is absent on the last page, and on every page of a request with `$top`.
 */
export const pageOf = <S extends Schema.Constraint>(item: S) =>
  Schema.Struct({
    "@odata.context": Schema.optionalKey(Schema.Unknown),
    "@odata.nextLink": Schema.optionalKey(Schema.NullOr(Schema.String)),
    value: Schema.Array(item)
  })
