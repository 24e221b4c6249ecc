// Lists the images that an extension may import, and says what they add to its script.

import { extname } from "node:path";
import type { Metafile } from "esbuild";

/** The endings of the formats that Stripe's reference of `Img` lists. Such images are in the script as `data:` addresses. */
export const IMAGES: readonly string[] = [".svg", ".png", ".gif", ".jpg", ".jpeg", ".webp"];

/** Returns a notice for each image that is not an SVG, which adds a third more than its size to the script. */
export function imageNotices({ inputs }: Metafile): string[] {
  const images = Object.entries(inputs).filter(([path]) => IMAGES.slice(1).includes(extname(path)));
  return images.map(([path, { bytes }]) => {
    const importer = Object.entries(inputs).find(([, { imports }]) => imports.some((one) => one.path === path))?.[0] ?? "The app";
    return `${importer} imports ${path}, whose ${bytes.toLocaleString("en")} bytes are in the script as a data: address.`;
  });
}
