import { withSdk } from "./jest.sdk.config.mjs";

export default withSdk({ compiler: "typescript-6.0", tsconfig: "tsconfig.typescript-6.json" });
