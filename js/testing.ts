// `stripe-secret-store/testing`: a Secret Store to test against, in the process or on a server. Importing runs nothing.

export { connectEmulator } from "./testing/connect.js";
export type { Clock, ConnectOptions, EmulatorConnection, Health, Unsubscribe } from "./testing/connect.js";
export { createEmulator } from "./testing/emulator.js";
export type { Emulator, EmulatorOptions } from "./testing/emulator.js";
export type { Assumption, AssumptionName } from "./testing/assumptions.js";
export type { Fault, FaultKind } from "./testing/faults.js";
export type { EmulatorHttpClient, EmulatorResponse } from "./testing/http.js";
export type { RequestEntry } from "./testing/log.js";
export type { RevealedSecret, StoredSecret } from "./testing/secrets.js";
export type {
  Account,
  App,
  EmulatorKey,
  Installation,
  Permission,
  User,
  Who,
  World,
  WorldAccount,
  WorldApp,
  WorldKey,
  WorldSecret,
  WorldState,
} from "./testing/world.js";
