import { Schema } from "effect"

/** A whole number of 0 or more, such as a number of devices, installations or vulnerabilities. */
export const Count = Schema.Int.pipe(Schema.check(Schema.isGreaterThanOrEqualTo(0)))
