// Shows images that the manifest's policy allows, and icons as characters.

import { createContext, useContext, type CSSProperties } from "react";
import { style, type Css } from "./style";

/** The sources of the manifest's `image-src`. */
export const ImageSources = createContext<readonly string[]>([]);

interface ImageProps {
  src?: string;
  alt?: string;
  width?: string | number;
  height?: string | number;
}

export function Image({ src = "", alt = "", width, height }: ImageProps) {
  const sources = useContext(ImageSources);
  if (src === "") return <>{alt}</>;
  if (!isAllowed(src, sources))
    return <span className="hint">{alt === "" ? "(The manifest’s image-src does not allow this image.)" : alt}</span>;
  return <img src={src} alt={alt} style={{ width, height, maxWidth: "100%" }} />;
}

/** Matches as a content security policy does: by origin, by a path prefix that ends in a slash, or by the whole path. */
function isAllowed(address: string, sources: readonly string[]): boolean {
  if (/^data:image\//i.test(address)) return true;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  return sources.some((source) => {
    if (!URL.canParse(source)) return false;
    const allowed = new URL(source);
    const path = allowed.pathname;
    return allowed.origin === origin && (path.endsWith("/") ? pathname.startsWith(path) : pathname === path);
  });
}

const CHARACTERS: Record<string, string> = {
  add: "+",
  addCircle: "⊕",
  arrowDown: "↓",
  arrowLeft: "←",
  arrowRight: "→",
  arrowUp: "↑",
  arrowUpRight: "↗",
  cancel: "×",
  cancelCircle: "⊗",
  check: "✓",
  checkCircle: "✓",
  chevronDown: "⌄",
  chevronLeft: "‹",
  chevronRight: "›",
  chevronUp: "⌃",
  clipboard: "⎘",
  delete: "×",
  edit: "✎",
  email: "✉",
  external: "↗",
  flag: "⚑",
  heart: "♥",
  info: "ℹ",
  more: "⋯",
  refresh: "↻",
  search: "⌕",
  settings: "⚙",
  star: "★",
  trash: "🗑",
  warning: "⚠",
};
const SIZES: Record<string, number> = { xsmall: 12, small: 14, medium: 16, large: 20, xlarge: 32 };

interface IconProps {
  name?: string;
  size?: string;
  css?: Css;
}

/** Stays hidden from screen readers, since an icon usually stands next to a text. */
export function Icon({ name = "", size = "medium", css }: IconProps) {
  const shown: CSSProperties = { fontSize: SIZES[size], ...style(css) };
  return (
    <span className="icon" aria-hidden="true" title={name} style={shown}>
      {CHARACTERS[name] ?? "◇"}
    </span>
  );
}
