// The package imported by a CommonJS module, which is then the copy that ES modules have.

(async () => {
  const { SecretStoreClient } = await import("stripe-secret-store");
  const user = await import("./user.mjs");
  console.log(SecretStoreClient === user.SecretStoreClient ? await user.useAll() : "It is another copy.");
})();
