import { NodeHttpServer, NodeHttpServerRequest } from "@effect/platform-node"
import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { createServer } from "node:http"
import { createServer as createTlsServer } from "node:https"
import { generate } from "selfsigned"
import { ConnectionReset } from "./ConnectionReset.ts"
import { Emulator, type EmulatorOptions } from "./Emulator.ts"
import { routes } from "./http/routes.ts"
import { Signer } from "./http/Signer.ts"

/** A certificate for this machine, and its key, as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Makes a certificate that is its own authority: clients trust it by `NODE_EXTRA_CA_CERTS`. */
export const makeCertificate: Effect.Effect<Certificate> = Effect.map(
  Effect.promise(() =>
    generate([{ name: "commonName", value: "defender-versions emulator" }], {
      keyType: "ec",
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
        { name: "extKeyUsage", serverAuth: true },
        {
          name: "subjectAltName",
          altNames: [
            { type: 2, value: "localhost" },
            { type: 7, ip: "127.0.0.1" },
            { type: 7, ip: "::1" }
          ]
        }
      ]
    })
  ),
  ({ cert, private: key }) => ({ cert, key })
)

const closeConnection = Layer.succeed(ConnectionReset, (request) =>
  Effect.sync(() => {
    NodeHttpServerRequest.toIncomingMessage(request).socket.destroy()
    return HttpServerResponse.empty()
  })
)

/** Serves the emulator on loopback: over TLS with a certificate, as the Azure SDK asks of a sign-in host. */
export const layer = (options: {
  /** 0 takes a free port. */
  readonly port: number
  readonly certificate?: Certificate
  readonly emulator?: Partial<EmulatorOptions>
}) => {
  const { certificate, port } = options
  const server = NodeHttpServer.layer(
    () => (certificate === undefined ? createServer() : createTlsServer(certificate)),
    { port, host: "127.0.0.1" }
  )
  return HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
    Layer.provide([Signer.layer, closeConnection]),
    Layer.provideMerge(server),
    Layer.provideMerge(Emulator.layer({ ...options.emulator, scheme: certificate === undefined ? "http" : "https" }))
  )
}
