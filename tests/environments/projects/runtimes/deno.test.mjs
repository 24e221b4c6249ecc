import { useEvery } from "./every-entry.mjs";

// Fails if an operation, a resource or a timer is left at the end.
Deno.test(
  { name: "makes the four operations by every entry", sanitizeOps: true, sanitizeResources: true, sanitizeExit: true },
  async () => {
    console.log(`results: ${JSON.stringify(await useEvery())}`);
  },
);
