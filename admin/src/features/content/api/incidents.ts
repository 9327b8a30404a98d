import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import { onVersion, tagged } from "./tagged";

export type Incident = components["schemas"]["IncidentView"];
export type IncidentBody = components["schemas"]["IncidentBody"];

export const impacts = ["none", "minor", "major", "critical"] as const satisfies readonly Incident["impact"][];

/** The states that each kind knows; the last one ends it. */
export const states = {
  incident: ["investigating", "identified", "monitoring", "resolved"],
  maintenance: ["scheduled", "in_progress", "completed"],
} as const satisfies Record<Incident["kind"], readonly Incident["state"][]>;

export function isOver(incident: Incident): boolean {
  return incident.state === "resolved" || incident.state === "completed";
}

export const listIncidents = queryOptions({
  queryKey: ["incidents", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/incidents", { signal }))).data ?? [],
});

export function getIncident(id: string) {
  return queryOptions({
    queryKey: ["incidents", "one", id],
    queryFn: ({ signal }) => tagged(api.GET("/admin/incidents/{id}", { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });
}

export const addIncident = (body: IncidentBody, header: { "Idempotency-Key": string }) => answer(api.POST("/admin/incidents", { params: { header }, body }));

export const changeIncident = (id: string, body: IncidentBody, etag: string | null) =>
  answer(api.PATCH("/admin/incidents/{id}", { params: { path: { id }, header: onVersion(etag) }, body }));

export const removeIncident = (id: string) => answer(api.DELETE("/admin/incidents/{id}", { params: { path: { id } } }));
