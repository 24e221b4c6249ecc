import { ContextView, Img } from "@stripe/ui-extension-sdk/ui";

/** Shows one image that the manifest's `image-src` allows, and one that it does not. */
export default function Images() {
  return (
    <ContextView title="Images">
      <Img src="https://images.example/shown/one.png" alt="allowed" />
      <Img src="https://images.example/other.png" alt="not allowed" />
    </ContextView>
  );
}
