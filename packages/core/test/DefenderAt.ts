import { ConfigProvider, Layer } from "effect"
import { Defender } from "../src/index.ts"

/** Defender as an environment of variables configures it. */
export const layer = (environment: Record<string, string>) =>
  Defender.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env: environment }))))

/** Defender behind a raw server, asked with a ready token. */
export const raw = (url: string, environment: Record<string, string> = {}) =>
  layer({ DEFENDER_API_URL: url, DEFENDER_ACCESS_TOKEN: "raw-token", ...environment })
