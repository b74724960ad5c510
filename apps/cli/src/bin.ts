#!/usr/bin/env node
import { Logging } from "@defender-versions/core"
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Effect, Layer } from "effect"
import { CliConfig, Command, GlobalFlag } from "effect/cli"
import packageJson from "../package.json" with { type: "json" }
import { cli } from "./cli.ts"
import * as ExitCode from "./ExitCode.ts"
import * as Failure from "./Failure.ts"
import * as Presenter from "./Presenter.ts"
import { Screen } from "./Screen.ts"

const { Completions, Help, LogLevel, Version } = GlobalFlag
const builtIns = CliConfig.layer({ builtIns: [Help, Version, Completions, LogLevel] })

const services = Layer.mergeAll(Screen.layer, Presenter.layer, Logging.layer, builtIns).pipe(
  Layer.provideMerge(NodeServices.layer)
)

Command.run(cli, { version: packageJson.version }).pipe(
  Effect.provide(services),
  Effect.tapCause(Failure.report),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    teardown: (exit, onExit) => onExit(ExitCode.of(exit))
  })
)
