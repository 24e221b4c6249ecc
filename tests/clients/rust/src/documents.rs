//! The examples of documents, which rustdoc runs against the emulator at `EMULATOR_URL`.

#[doc = include_str!("../../../../src/client/README.md")]
pub struct Client;

#[doc = include_str!("../../../../src/client/examples/client.md")]
pub struct SecretStoreClient;

#[doc = include_str!("../../../../src/client/examples/builder.md")]
pub struct SecretStoreClientBuilder;

#[doc = include_str!("../../../../src/client/examples/call_options.md")]
pub struct CallOptions;

#[doc = include_str!("../../../../src/client/examples/all_secrets.md")]
pub struct AllSecrets;

#[doc = include_str!("../../../../docs/rust.md")]
pub struct Guide;
