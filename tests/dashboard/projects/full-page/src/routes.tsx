import { createRoutes, Redirect, route, useAllSearchParams, useNavigation } from "@stripe/ui-extension-sdk/navigation";
import { Box, Button, DetailPage } from "@stripe/ui-extension-sdk/ui";
import { Overview } from "./Overview";

const Guest = ({ id }: { id: string }) => {
  const [searchParams, setSearchParams] = useAllSearchParams();
  const { navigateToAppRoute, createAppRoute } = useNavigation();
  return (
    <DetailPage
      title={`guest ${id}`}
      breadcrumbs={[{ type: "link", label: "All guests", route: createAppRoute({ key: "home", params: { tab: "guests" } }) }]}
      primaryColumn={<Box>{`search: ${JSON.stringify(searchParams)}`}</Box>}
      actions={[
        { label: "Sort", onPress: () => setSearchParams({ ...searchParams, sort: { by: ["name", "room"], empty: "", none: null } }) },
        { label: "Another guest", onPress: () => navigateToAppRoute({ key: "guest", params: { id: "b/c d" } }) },
        { label: "A file", onPress: () => navigateToAppRoute({ key: "file", params: { "*": "a/b" } } as never) },
        { label: "The old address", onPress: () => navigateToAppRoute({ key: "old", params: { id: "moved" } }) },
      ]}
    />
  );
};

const File = ({ path }: { path: string | undefined }) => <Box>{`file ${path}`}</Box>;

const Home = ({ tab }: { tab: string | undefined }) => {
  const { navigateToAppRoute } = useNavigation();
  return (
    <>
      <Overview tab={tab} choose={(tab) => navigateToAppRoute({ key: "home", params: { tab } }, { replace: true })} />
      <Button onPress={() => navigateToAppRoute({ key: "guest", params: { id: "ann" } })}>Ann</Button>
    </>
  );
};

/** The first pattern also matches the paths of the others. */
export const routes = createRoutes({
  home: route("/:tab?/:rest?", ({ tab }) => <Home tab={tab} />),
  guest: route("/guests/:id", ({ id }) => <Guest id={id} />),
  old: route("/people/:id", ({ id }) => <Redirect route={{ key: "guest", params: { id } }} />),
  file: route("/files/*", (parameters) => <File path={(parameters as Record<string, string>)["*"]} />),
});

declare module "@stripe/ui-extension-sdk/navigation" {
  interface RouteRegister {
    routes: typeof routes;
  }
}
