import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

type Values = Record<string, string | undefined>;

/** Filters, sort, tab and open drawer as the address has them. Only the names given are read; an empty value leaves the address. */
export function useUrlState<Name extends string>(
  ...names: Name[]
): [Record<Name, string | undefined>, (change: Partial<Record<Name, string | undefined>>, push?: boolean) => void] {
  const search = useSearch({ strict: false }) as Values;
  const navigate = useNavigate();
  const values = {} as Record<Name, string | undefined>;
  for (const name of names) {
    const value: unknown = search[name];
    values[name] = value === undefined || value === null || value === "" ? undefined : String(value);
  }
  const change = useCallback(
    (next: Values, push = false) => {
      void navigate({
        to: ".",
        replace: !push,
        search: ((old: Values) => Object.fromEntries(Object.entries({ ...old, ...next }).filter(([, value]) => value !== undefined && value !== ""))) as never,
      });
    },
    [navigate],
  );
  return [values, change as never];
}
