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

/** The path of Chromium: `npm test` sets it, and otherwise it is Debian's. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * Starts it for Playwright. Where there is one, it is the headless shell, as it is by Playwright's own choice: the same engine without the browser's
 * own pages. A context with a page takes 0.19 s there and 0.58 s in Chromium (November 2026).
 */
export async function openChromium() {
  // Not earlier: on a fresh machine the set-up is what installs it.
  const { chromium } = await import("playwright-core");
  const shell = process.env.HEADLESS_SHELL;
  // Chromium has a process for each site by itself, so that a frame in an endless loop does not stop the page.
  const args = shell ? [...BROWSER_ARGS, "--site-per-process"] : BROWSER_ARGS;
  return chromium.launch({ executablePath: shell || CHROMIUM, args });
}
