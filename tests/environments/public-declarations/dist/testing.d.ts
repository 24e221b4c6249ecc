/**
 * A Secret Store to test against, in the process or on a server. Importing runs nothing.
 *
 * @module stripe-secret-store/testing
 */
export { connectEmulator } from "./testing/connect.js";
export type { Clock, ConnectOptions, EmulatorConnection, Health, Unsubscribe } from "./testing/connection-interface.js";
export { createEmulator } from "./testing/emulator.js";
export type { Emulator, EmulatorOptions } from "./testing/emulator-interface.js";
export type { Assumption, AssumptionName } from "./testing/assumptions.js";
export type { AnsweringFault, AnyFault, Fault, FaultKind } from "./testing/faults.js";
export type { EmulatorHttpClient, EmulatorResponse } from "./testing/http.js";
export type { RequestEntry } from "./testing/log.js";
export type { RevealedSecret, StoredSecret } from "./testing/secrets.js";
export type { Account, App, EmulatorKey, Installation, Permission, User, Identity, World, WorldAccount, WorldApp, WorldKey, WorldSecret, WorldState, } from "./testing/world.js";
