import { NavigationProvider, navigateToDashboardRoute, useNavigation } from "@stripe/ui-extension-sdk/navigation";
import { Button, ContextView, Link } from "@stripe/ui-extension-sdk/ui";
import { routes } from "../routes";

function Links() {
  const { createAppRoute, navigateToAppRoute } = useNavigation();
  const guest = createAppRoute({ key: "guest", params: { id: "ann" }, searchParams: { from: "home" } });
  return (
    <>
      <Link href={guest}>Ann by a link</Link>
      <Button onPress={() => navigateToAppRoute({ key: "guest", params: { id: "ben" } })}>Ben by a call</Button>
      <Button onPress={() => void navigateToDashboardRoute(guest)}>Ann by the host</Button>
      <Button href={{ name: "customers" }}>Customers</Button>
    </>
  );
}

export default function Home() {
  return (
    <NavigationProvider routes={routes}>
      <ContextView title="Home">
        <Links />
      </ContextView>
    </NavigationProvider>
  );
}
