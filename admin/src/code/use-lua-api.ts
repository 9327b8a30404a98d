import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { luaCompletion } from "./lua-completion";

/** The annotations that ship with this application: loaded where scripts are written. */
export const luaApi = queryOptions({
  queryKey: ["lua-api"],
  staleTime: Infinity,
  queryFn: async () => {
    const [{ default: text }, { readLuaApi }] = await Promise.all([import("./hostler.lua?raw"), import("./lua-api")]);
    return readLuaApi(text);
  },
});

export function useLuaCompletion() {
  const { data } = useQuery(luaApi);
  return useMemo(() => (data ? luaCompletion(data) : undefined), [data]);
}
