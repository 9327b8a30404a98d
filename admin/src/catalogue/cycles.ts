import type { components } from "@hostler/web-kit/schema";

export type Cycle = components["schemas"]["Cycle"];

/** What something can be sold by, from the shortest to the longest. By the hour nothing is: use is billed by meters. */
export const cycles = ["monthly", "quarterly", "semi_annually", "annually", "biennially", "triennially", "one_time"] as const satisfies readonly Cycle[];

export const monthsOf: Partial<Record<Cycle, number>> = { monthly: 1, quarterly: 3, semi_annually: 6, annually: 12, biennially: 24, triennially: 36 };
