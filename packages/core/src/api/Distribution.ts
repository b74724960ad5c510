import { Schema } from "effect"
import { Count } from "./Count.ts"
import { pageOf } from "./Page.ts"

/**
 * One version of a software: how many devices report it and how many known vulnerabilities affect it.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/get-software-ver-distribution
 */
export const Distribution = Schema.Struct({
  version: Schema.String,
  installations: Count,
  vulnerabilities: Count
})
export interface Distribution extends Schema.Schema.Type<typeof Distribution> {}

/** The body of `GET /api/Software/{id}/distributions`. The order of the versions is not promised. */
export const DistributionPage = pageOf(Distribution)
