/** Returns whether a path of Stripe's API belongs to the Secret Store, which the emulator answers. */
export const isSecretStore = (pathname: string): boolean => /^\/v1\/apps\/secrets(\/|$)/.test(pathname);
