import { NavigationProvider } from "@stripe/ui-extension-sdk/navigation";
import { Box, SettingsView } from "@stripe/ui-extension-sdk/ui";
import { routes } from "../routes";

export default function Settings() {
  return (
    <NavigationProvider routes={routes}>
      <SettingsView>
        <Box>settings of a full-page app</Box>
      </SettingsView>
    </NavigationProvider>
  );
}
