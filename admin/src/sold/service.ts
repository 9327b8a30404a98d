import type { components } from "@hostler/web-kit/schema";

export type Service = components["schemas"]["ServiceView"];

export const serviceStatuses = ["pending", "active", "suspended", "terminated", "cancelled", "failed"] as const satisfies readonly Service["status"][];
export const provisioningStates = [
  "attention",
  "creating",
  "changing",
  "suspending",
  "unsuspending",
  "terminating",
  "idle",
] as const satisfies readonly Service["provisioning"]["state"][];

export function productOf(service: Service): { id: string; name: string } | undefined {
  return service.product as { id: string; name: string } | undefined;
}

export function nameOfService(service: Service): string {
  return service.domain ?? service.hostname ?? productOf(service)?.name ?? service.id;
}

/** Something is being done to it at its provider. */
export function isUnderWay(service: Service): boolean {
  return !["idle", "attention"].includes(service.provisioning.state);
}

/** What a list says of it: what is being done, or what waits, before what it is. */
export function shownState(service: Service): string {
  return service.provisioning.state === "idle" ? service.status : service.provisioning.state;
}
