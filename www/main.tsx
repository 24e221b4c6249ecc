import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createHost } from "./host";
import { Page } from "./shell/Page";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id `root`");

createRoot(root).render(
  <StrictMode>
    <Page host={createHost()} />
  </StrictMode>,
);
