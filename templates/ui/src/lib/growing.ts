import { useEffect, useState } from "react";

/**
 * How many of a long list are drawn: a step at first, and another each time that the reader comes near its end, where `end` is
 * put. Where the list is not shown at all, as cards in a wide window, it stays at the first step.
 */
export function useGrowing(length: number, step: number) {
  const [steps, setSteps] = useState(1);
  const [end, setEnd] = useState<Element | null>(null);
  const shown = Math.min(length, steps * step);
  useEffect(() => {
    if (!end || typeof IntersectionObserver === "undefined") return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSteps((now) => now + 1), { rootMargin: "1500px" });
    observer.observe(end);
    return () => observer.disconnect();
  }, [end, shown]);
  return { shown, end: setEnd };
}
