export { allSecrets } from "./bulk/all-secrets.js";
export type { AllSecretsParams } from "./bulk/all-secrets.js";
export { deleteSecrets } from "./bulk/delete-secrets.js";
export type { DeletedSecrets, DeleteSecretsError, DeleteSecretsParams } from "./bulk/delete-secrets.js";
export { findSecrets } from "./bulk/find-secrets.js";
export type { FindSecretsParams, FoundSecrets } from "./bulk/find-secrets.js";
export { withBulk } from "./bulk/with-bulk.js";
export type { BulkClient } from "./bulk/with-bulk.js";
