// How Chromium is started, wherever it is.

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
