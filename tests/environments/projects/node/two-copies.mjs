// Uses two copies of the package in one process. Each works, and each recognises the other's errors.

const [first, second] = await Promise.all(process.argv.slice(2).map((file) => import(new URL(file, import.meta.url))));
const known = async (one, other) => {
  const error = await one.refusal();
  return [error.code, other.SecretStoreError.is(error), error instanceof other.SecretStoreError];
};
console.log(JSON.stringify([await first.useAll(), await second.useAll(), await known(first, second), await known(second, first)]));
