import { type Effect, Option, Ref, Schema } from "effect"

/** How often a fault strikes, and whom: `path` is a part of the request's path, and `times` may be left out for always. */
const aim = {
  times: Schema.optionalKey(Schema.Int.pipe(Schema.check(Schema.isGreaterThanOrEqualTo(1)))),
  path: Schema.optionalKey(Schema.String)
}

/**
 * Something that goes wrong with an answer.
 *
 * - `status`: another status, with the body such answers have, and a `Retry-After` in seconds.
 * - `delay`: the answer comes so many milliseconds late.
 * - `reset`: the connection is closed before an answer.
 * - `truncated`: the connection is closed in the middle of the body.
 * - `malformed`: the body is not JSON. `empty`: there is none.
 * - `expired-token`: the token is refused as expired.
 * - `body`: this very body.
 */
export const Fault = Schema.Union([
  Schema.Struct({
    ...aim,
    fault: Schema.Literal("status"),
    status: Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum: 300, maximum: 599 }))),
    retryAfter: Schema.optionalKey(Schema.String)
  }),
  Schema.Struct({ ...aim, fault: Schema.Literal("delay"), milliseconds: Schema.Finite }),
  Schema.Struct({ ...aim, fault: Schema.Literal("body"), body: Schema.String }),
  Schema.Struct({ ...aim, fault: Schema.Literals(["reset", "truncated", "malformed", "empty", "expired-token"]) })
])
export type Fault = typeof Fault.Type

/** Takes the first fault that is meant for `path`, and counts it. */
export const take = (faults: Ref.Ref<ReadonlyArray<Fault>>, path: string): Effect.Effect<Option.Option<Fault>> =>
  Ref.modify(faults, (list) => {
    const at = list.findIndex((fault) => fault.path === undefined || path.includes(fault.path))
    const fault = list[at]
    if (fault === undefined) return [Option.none(), list]
    if (fault.times === undefined) return [Option.some(fault), list]
    const spent = fault.times === 1 ? [] : [{ ...fault, times: fault.times - 1 }]
    return [Option.some(fault), [...list.slice(0, at), ...spent, ...list.slice(at + 1)]]
  })
