import { useLayoutEffect, useRef, type RefObject } from "react";

/**
 * Measures the pressed button's position in its group, however the buttons wrap. It sets `--across` to the distance from the group's left edge,
 * and `--down` to the distance from its lower edge. The connector line starts there.
 */
export function useConnector(pressed: unknown): RefObject<HTMLDivElement | null> {
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
