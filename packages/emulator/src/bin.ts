#!/usr/bin/env node
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Console, Effect, FileSystem, Layer, Option, Ref, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { HttpServer } from "effect/http"
import { Emulator, sampleApplication } from "./Emulator.ts"
import { Fault } from "./Fault.ts"
import { defaultFleet } from "./fleet/Fleet.ts"
import * as Server from "./server.ts"

const whole = (minimum: number, maximum: number) =>
  Schema.Int.pipe(Schema.check(Schema.isBetween({ minimum, maximum })))

const serve = Command.make("defender-emulator", {
  port: Flag.Int("port").pipe(
    Flag.withDescription("Where to listen on 127.0.0.1; 0 takes a free port"),
    Flag.withDefault(8443)
  ),
  devices: Flag.Int("devices").pipe(
    Flag.withSchema(whole(1, 100_000)),
    Flag.withDescription("How many devices the fleet has"),
    Flag.withDefault(defaultFleet.devices)
  ),
  products: Flag.Int("products").pipe(
    Flag.withSchema(whole(1, 10_000)),
    Flag.withDescription("How many products the fleet has"),
    Flag.withDefault(defaultFleet.products)
  ),
  seed: Flag.Int("seed").pipe(
    Flag.withDescription("Another seed is another fleet"),
    Flag.withDefault(defaultFleet.seed)
  ),
  perMinute: Flag.Int("limit-per-minute").pipe(Flag.withSchema(whole(1, 1_000_000)), Flag.withDefault(100)),
  perHour: Flag.Int("limit-per-hour").pipe(Flag.withSchema(whole(1, 1_000_000)), Flag.withDefault(1500)),
  fault: Flag.String("fault").pipe(
    Flag.withDescription('What goes wrong, as JSON: \'[{"fault":"status","status":503,"times":2}]\''),
    Flag.withSchema(Schema.fromJsonString(Schema.Array(Fault))),
    Flag.optional
  )
}).pipe(
  Command.withDescription("Microsoft Entra and the Defender software API, with a made-up fleet, on this machine"),
  Command.withHandler(
    Effect.fnUntraced(function* ({ devices, fault, perHour, perMinute, port, products, seed }) {
      const certificate = yield* Server.makeCertificate
      const running = Server.layer({
        port,
        certificate,
        emulator: { fleet: { devices, products, seed }, limits: { perMinute, perHour } }
      })
      const faults = Option.getOrElse(fault, () => [])
      return yield* Layer.launch(Layer.effectDiscard(announce(certificate, faults)).pipe(Layer.provide(running)))
    })
  )
)

/** Prints the environment a client needs, ready to paste into a shell. */
const announce = Effect.fnUntraced(function* ({ cert }: Server.Certificate, faults: ReadonlyArray<Fault>) {
  const { address } = yield* HttpServer.HttpServer
  const emulator = yield* Emulator
  yield* Ref.set(emulator.faults, faults)
  const fs = yield* FileSystem.FileSystem
  const file = `${yield* fs.makeTempDirectoryScoped({ prefix: "defender-emulator-" })}/certificate.pem`
  yield* fs.writeFileString(file, cert)
  const url = `https://localhost:${"port" in address ? address.port : ""}`
  const { clientId, clientSecret, tenantId } = sampleApplication
  yield* Console.log(`export DEFENDER_API_URL=${url}
export AZURE_AUTHORITY_HOST=${url}
export AZURE_TENANT_ID=${tenantId}
export AZURE_CLIENT_ID=${clientId}
export AZURE_CLIENT_SECRET=${clientSecret}
export NODE_EXTRA_CA_CERTS=${file}`)
  yield* Console.error("The emulator is running. Paste these lines into another shell; stop it with Ctrl+C.")
})

Command.run(serve, { version: "0.0.0" }).pipe(Effect.provide(NodeServices.layer), NodeRuntime.runMain)
