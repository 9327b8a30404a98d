import { collectFeatures, eventKeysOf } from "@hostler/web-kit/features";

/** Every feature by its routes.tsx: a new folder is found by itself. */
export const features = collectFeatures(import.meta.glob("../features/*/routes.tsx", { eager: true }));
export const events = eventKeysOf(features);
