// Chromium: where it is, and how it is started.

/** No sandbox, because tests run as root in containers; and nothing that would reach for the network by itself. */
export const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where it is: `npm test` says so; otherwise where Debian puts it. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Starts it, for Playwright to drive. */
export async function openChromium() {
  // Not earlier: on a fresh machine the set-up is what installs it.
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath: CHROMIUM, args: BROWSER_ARGS });
}
