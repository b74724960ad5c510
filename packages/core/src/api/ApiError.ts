import { Schema } from "effect"

/**
 * What Defender says when it refuses. `code` and `message` are free text that changes (a 429 has been seen with the
 * codes `429` and `TooManyRequests`), and `target` is an opaque string: only the HTTP status can be relied on.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/common-errors
 */
export const ApiErrorBody = Schema.Struct({
  error: Schema.Struct({
    code: Schema.String,
    message: Schema.String,
    target: Schema.optionalKey(Schema.NullOr(Schema.String))
  })
})
export interface ApiErrorBody extends Schema.Schema.Type<typeof ApiErrorBody> {}

export class BadRequest extends Schema.Error<BadRequest>("BadRequest")(ApiErrorBody.fields, { httpApiStatus: 400 }) {}
export class Unauthorized extends Schema.Error<Unauthorized>("Unauthorized")(ApiErrorBody.fields, {
  httpApiStatus: 401
}) {}
export class Forbidden extends Schema.Error<Forbidden>("Forbidden")(ApiErrorBody.fields, { httpApiStatus: 403 }) {}
export class NotFound extends Schema.Error<NotFound>("NotFound")(ApiErrorBody.fields, { httpApiStatus: 404 }) {}
export class TooManyRequests extends Schema.Error<TooManyRequests>("TooManyRequests")(ApiErrorBody.fields, {
  httpApiStatus: 429
}) {}
export class InternalServerError extends Schema.Error<InternalServerError>("InternalServerError")(ApiErrorBody.fields, {
  httpApiStatus: 500
}) {}

/** Every documented refusal, told apart by its HTTP status. */
export const ApiErrors = [BadRequest, Unauthorized, Forbidden, NotFound, TooManyRequests, InternalServerError] as const
