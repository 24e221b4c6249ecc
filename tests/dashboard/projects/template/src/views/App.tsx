import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { Box, ContextView, Inline, Link } from "@stripe/ui-extension-sdk/ui";
import BrandIcon from "./brand_icon.svg";

/** Resembles the app template of Stripe's command line, which does not use the Secret Store. */
const App = ({ userContext, environment }: ExtensionContextValue) => (
  <ContextView
    title="Hello world"
    brandColor="#F6F8FA"
    brandIcon={BrandIcon}
    externalLink={{ label: "View docs", href: "https://stripe.com/docs/stripe-apps" }}
  >
    <Box css={{ stack: "y", rowGap: "large", backgroundColor: "container", padding: "large", wordBreak: "break-all" }}>
      <Box>
        This is <Inline css={{ fontFamily: "monospace" }}>src/views/App.tsx</Inline>, for {userContext.name} in {environment.viewportID}.
      </Box>
      <Link href="https://stripe.com/docs/stripe-apps" target="_blank" type="secondary" external>
        Learn more about views
      </Link>
    </Box>
  </ContextView>
);

export default App;
