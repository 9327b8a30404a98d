import { useEffect, useRef } from "react";

/** Back may show a page as it was left, with what it knew then: `again` brings it up to date. */
export function usePageShownAgain(again: () => void) {
  const run = useRef(again);
  useEffect(() => {
    run.current = again;
  });
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) run.current();
    };
    addEventListener("pageshow", shown);
    return () => removeEventListener("pageshow", shown);
  }, []);
}
