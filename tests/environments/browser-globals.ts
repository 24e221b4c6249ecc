/** What a page's sandbox has beyond the language, and nothing of Node's, for a realm of its own. */
export const browserGlobals = () => ({
  TextEncoder,
  TextDecoder,
  AbortController,
  AbortSignal,
  crypto,
  setTimeout,
  clearTimeout,
  console,
  URL,
  URLSearchParams,
});
