import { useDraft } from "@hostler/web-kit/react/draft";
import { useState } from "react";

/** The values of a form, kept in this browser until they are saved. */
export function useKept<Values extends object>(name: string, first: Values) {
  const { found, keep } = useDraft<Values>(name);
  const [values, setValues] = useState<Values>(found ? { ...first, ...found.values } : first);
  const [keptAt, setKeptAt] = useState(found?.at ?? null);
  return {
    values,
    /** When the draft that was taken up was last touched; null where there was none. */
    keptAt,
    set: (change: Partial<Values>) => {
      const next = { ...values, ...change };
      setValues(next);
      keep(next);
    },
    discard: () => {
      setValues(first);
      setKeptAt(null);
      keep(null);
    },
    saved: () => {
      setKeptAt(null);
      keep(null);
    },
  };
}
