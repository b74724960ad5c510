export {
  type Application,
  defaultOptions,
  Emulator,
  type EmulatorOptions,
  type RequestRecord,
  sampleApplication
} from "./Emulator.ts"
export { Fault } from "./Fault.ts"
export * as Fleet from "./fleet/Fleet.ts"
export * as InProcess from "./InProcess.ts"
export * as Sample from "./Sample.ts"
