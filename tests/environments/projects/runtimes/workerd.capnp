using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "at-start-up", worker = (modules = [(name = "worker", esModule = embed "at-start-up.bundle.mjs")], compatibilityDate = "2026-11-01")),
    (name = "in-request", worker = (modules = [(name = "worker", esModule = embed "in-request.bundle.mjs")], compatibilityDate = "2026-11-01")),
    (name = "backend", worker = (modules = [(name = "worker", esModule = embed "backend-worker.bundle.mjs")], compatibilityDate = "2026-11-01", globalOutbound = "local")),
    (name = "local", network = (allow = ["private"])),
  ],
);
