import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type HookVersion = components["schemas"]["HookVersionView"];

const at = (name: string, number: number) => ({ params: { path: { name, number: String(number) } } });

export function listVersions(name: string) {
  return queryOptions({
    queryKey: ["hooks", "versions", name],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/hooks/{name}/versions", { params: { path: { name } }, signal }))).data ?? [],
  });
}

export function getVersion(name: string, number: number) {
  return queryOptions({
    queryKey: ["hooks", "version", name, number],
    queryFn: ({ signal }) => answer(api.GET("/admin/hooks/{name}/versions/{number}", { ...at(name, number), signal })),
  });
}

export function restoreVersion(name: string, number: number) {
  return answer(api.POST("/admin/hooks/{name}/versions/{number}/restore", at(name, number)));
}
