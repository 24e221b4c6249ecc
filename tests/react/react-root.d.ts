declare module "react-root" {
  export { createRoot } from "react-dom/client";
}
