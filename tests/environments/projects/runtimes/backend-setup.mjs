/** The addresses and the signature for backend.mjs. The test replaces this file. */
export const setup = {};
