// Finds and starts Chromium.

/** Switches off the sandbox, because tests run as root in containers, and all that uses the network without being asked. */
export const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of Chromium. `npm test` sets it; the default is Debian's. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * Starts Chromium for Playwright. It prefers the headless shell, as Playwright does: the same engine without the browser's own pages.
 * A context with a page takes 0.19 s there and 0.58 s in Chromium (November 2026).
 *
 * @param {string[]} [more] More arguments.
 */
export async function openChromium(more = []) {
  // Imported late, because on a fresh machine the set-up installs it.
  const { chromium } = await import("playwright-core");
  const shell = process.env.HEADLESS_SHELL;
  // Gives each site a process, so that a frame in an endless loop does not stop the page.
  const args = [...BROWSER_ARGS, ...(shell ? ["--site-per-process"] : []), ...more];
  return chromium.launch({ executablePath: shell || CHROMIUM, args });
}
