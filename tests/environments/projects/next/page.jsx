// A server component, and a client component in it, which Next.js also renders on the server.

import { createEmulator } from "stripe-secret-store/testing";
import { fourOperations } from "./four-operations.mjs";
import { Client } from "./client";

export const dynamic = "force-dynamic";

export default async function Page() {
  return (
    <>
      <p id="server">{await fourOperations(createEmulator().httpClient({ user: "usr_1" }))}</p>
      <Client />
    </>
  );
}
