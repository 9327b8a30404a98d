import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
type Header = { "Idempotency-Key": string };

/** How a change is asked for: looked at first, then exactly that plan. */
export interface Publishing {
  preview?: boolean;
  plan?: string;
  note?: string;
}

export function putRecords(zone: string, body: Schemas["PutRecordsBody"]) {
  return answer(api.PUT("/dns/zones/{zone}/records", { params: { path: { zone } }, body }));
}

export function importFile(zone: string, body: Schemas["ImportZoneBody"]) {
  return answer(api.POST("/dns/zones/{zone}/import", { params: { path: { zone } }, body }));
}

export function applyTemplate(zone: string, body: Schemas["ApplyPatternBody"]) {
  return answer(api.POST("/dns/zones/{zone}/template", { params: { path: { zone } }, body }));
}

export function restoreVersion(zone: string, serial: number, body: Schemas["ZoneEditBody"]) {
  return answer(api.POST("/dns/zones/{zone}/versions/{serial}/restore", { params: { path: { zone, serial: String(serial) } }, body }));
}

export function addZone(body: Schemas["NewZoneBody"], header: Header) {
  return answer(api.POST("/dns/zones", { params: { header } as never, body }));
}

export function removeZone(zone: string) {
  return answer(api.DELETE("/dns/zones/{zone}", { params: { path: { zone } } }));
}

export function exportZone(zone: string) {
  return answer(api.GET("/dns/zones/{zone}/export", { params: { path: { zone } }, parseAs: "text" }));
}

export function signZone(zone: string) {
  return answer(api.POST("/dns/zones/{zone}/dnssec", { params: { path: { zone } } }));
}

/** Only once the parent has been told to forget the keys. */
export function unsignZone(zone: string) {
  return answer(api.DELETE("/dns/zones/{zone}/dnssec", { params: { path: { zone }, query: { ds_removed: true } } }));
}
