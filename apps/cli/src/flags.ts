import { CloudName } from "@defender-versions/core"
import { Schema } from "effect"
import { Flag } from "effect/cli"

export const cloud = Flag.Literals("cloud", CloudName.literals).pipe(
  Flag.withDescription("Which Defender to ask; sample is a made-up fleet. Instead of DEFENDER_CLOUD"),
  Flag.optional
)

const version = Schema.String.pipe(Schema.check(Schema.isNonEmpty({ message: "a version" })))

export const below = Flag.String("below").pipe(
  Flag.withSchema(version),
  Flag.withMetavar("version"),
  Flag.withDescription("Only versions older than this one"),
  Flag.optional
)

export const atLeast = Flag.String("at-least").pipe(
  Flag.withSchema(version),
  Flag.withMetavar("version"),
  Flag.withDescription("Only this version and newer ones"),
  Flag.optional
)

export const vulnerable = Flag.Boolean("vulnerable").pipe(
  Flag.withDescription("Only versions with known vulnerabilities"),
  Flag.withDefault(false)
)

export const sort = Flag.Literals("sort", ["version", "installations", "vulnerabilities"]).pipe(
  Flag.withDescription("Newest version first, or most installations or vulnerabilities first"),
  Flag.withDefault("version")
)

export const top = Flag.Int("top").pipe(
  Flag.withSchema(
    Schema.Int.pipe(Schema.check(Schema.isGreaterThanOrEqualTo(1, { message: "a whole number of 1 or more" })))
  ),
  Flag.withMetavar("count"),
  Flag.withDescription("No more versions than this"),
  Flag.optional
)
