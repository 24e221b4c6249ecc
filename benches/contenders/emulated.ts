// Runs the client over the emulator in process, and ignores its host.

import { createEmulator } from "stripe-secret-store/testing";
import { USER, type Calls } from "./calls";
import { client as over } from "./ours";

export const client = (): Calls => over(createEmulator().httpClient({ user: USER }));
