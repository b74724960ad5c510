import { type CloudName, Defender } from "@defender-versions/core"
import { ConfigProvider, Effect, Layer, Option } from "effect"

/** Loaded only for the sample fleet: nobody else waits for it. */
const sample = Effect.map(
  Effect.promise(() => import("@defender-versions/emulator")),
  ({ Sample }) => Sample.layer()
)

/** Defender in the cloud of `--cloud`, or else as the environment says. */
export const layer = (cloud: Option.Option<CloudName>) =>
  Defender.layerWithSample(sample).pipe(
    Layer.provide(
      Option.match(cloud, {
        onNone: () => Layer.empty,
        onSome: (name) =>
          ConfigProvider.layerAdd(ConfigProvider.fromUnknown({ DEFENDER_CLOUD: name }), { asPrimary: true })
      })
    )
  )
