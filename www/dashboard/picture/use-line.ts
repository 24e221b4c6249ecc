import { useLayoutEffect, useRef, type RefObject } from "react";

/**
 * Measures where the button that is pressed stands among the others, however those are wrapped: `--across` to their left edge, and `--down` to
 * their lower one, for the line from who asks.
 */
export function useLine(pressed: unknown): RefObject<HTMLDivElement | null> {
  const group = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = group.current;
    const button = element?.querySelector<HTMLElement>("[aria-pressed=true]");
    if (!element || !button) return undefined;
    const measure = () => {
      button.style.setProperty("--across", `${button.offsetLeft + button.offsetWidth / 2}px`);
      button.style.setProperty("--down", `${element.offsetHeight - button.offsetTop - button.offsetHeight}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [pressed]);
  return group;
}
