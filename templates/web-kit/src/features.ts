import { createRoute, lazyRouteComponent, type AnyRoute } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";

import type { EventKeys } from "./events";
import type { Texts } from "./texts";

/** Where a page hangs: behind the sign-in with the sidebar; open with header and footer; open and alone (sign-in); with the sidebar for who is signed in, and open for everybody else. */
export type Layout = "console" | "public" | "bare" | "either";

export interface NavEntry {
  to: string;
  icon: LucideIcon;
  group: string;
  order: number;
  /** The letter after `g`. */
  key?: string;
  /** The text's key in locales/<language>/nav/<feature>.json; "label" without it. */
  label?: string;
  /** The `to` of the entry that it hangs below: the palette finds it and that entry is lit with it; the sidebar leaves it out. */
  under?: string;
}

export interface PageEntry {
  path: string;
  layout: Layout;
  load: () => Promise<{ default: ComponentType }>;
}

export interface Feature {
  /** As the folder: also the namespace of its texts. */
  name: string;
  /** Texts of parts that it shares with others: all that its pages speak is there before they are shown. */
  texts?: string[];
  pages: PageEntry[];
  nav?: NavEntry[];
  /** What the feature's queries forget when something happens. */
  events?: EventKeys;
}

export function defineFeature(feature: Feature): Feature {
  return feature;
}

/** A page of the feature, loaded when it is gone to (or hovered over). Its module's default export is the component. */
export function page(path: string, load: PageEntry["load"], layout: Layout = "console"): PageEntry {
  return { path, load, layout };
}

/** The features that import.meta.glob found, in the order of their names. */
export function collectFeatures(modules: Record<string, unknown>): Feature[] {
  return Object.keys(modules)
    .sort()
    .map((path) => (modules[path] as { default: Feature }).default);
}

export function routesOf(features: Feature[], layout: Layout, parent: () => AnyRoute, i18n: Texts): AnyRoute[] {
  return features.flatMap((feature) =>
    feature.pages
      .filter((entry) => entry.layout === layout)
      .map((entry) =>
        createRoute({
          getParentRoute: parent,
          path: entry.path,
          loader: async () => {
            await i18n.loadNamespaces([feature.name, ...(feature.texts ?? [])]);
          },
          component: lazyRouteComponent(entry.load),
        }),
      ),
  );
}

/** The features with the menus that stand in files of their own, nav.ts beside their routes: who sees no menu loads none. */
export function withMenus(features: Feature[], menus: Record<string, unknown>): Feature[] {
  const found = new Map(Object.entries(menus).map(([path, module]) => [path.split("/").at(-2), (module as { default: NavEntry[] }).default]));
  return features.map((feature) => ({ ...feature, nav: found.get(feature.name) ?? feature.nav }));
}

/** Menu entries by group, in the order given by `groups`. */
export function navOf(features: Feature[], groups: string[]) {
  return groups
    .map((group) => ({
      group,
      entries: features
        .flatMap((feature) => (feature.nav ?? []).map((entry) => ({ ...entry, text: `${feature.name}.${entry.label ?? "label"}` })))
        .filter((entry) => entry.group === group)
        .sort((a, b) => a.order - b.order),
    }))
    .filter(({ entries }) => entries.length > 0);
}

export function eventKeysOf(features: Feature[]): EventKeys {
  const keys: EventKeys = {};
  for (const feature of features) {
    for (const [start, names] of Object.entries(feature.events ?? {})) keys[start] = [...(keys[start] ?? []), ...names];
  }
  return keys;
}

/** The texts of the menu, from locales/<language>/nav/<feature>.json. */
export function navTexts(files: Record<string, unknown>): Record<string, Record<string, unknown>> {
  const texts: Record<string, Record<string, unknown>> = {};
  for (const [path, module] of Object.entries(files)) {
    const found = /locales\/(\w+)\/nav\/([\w-]+)\.json$/.exec(path);
    if (!found) continue;
    const [, language = "", feature = ""] = found;
    (texts[language] ??= {})[feature] = (module as { default: unknown }).default;
  }
  return texts;
}
