import type { Browser } from "playwright-core";

export const BROWSER_ARGS: string[];
export const CHROMIUM: string;
export function openChromium(more?: readonly string[]): Promise<Browser>;
