/** Lists the globals of a page's sandbox beyond the language, without Node's, for a separate realm. */
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
