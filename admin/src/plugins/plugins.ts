import type { FieldSchema, FormValue } from "@hostler/ui/lib/schema";
import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export const pluginKinds = ["provisioner", "registrar", "gateway", "dns", "notifier", "lookup", "captcha"] as const;
export type PluginKind = (typeof pluginKinds)[number];

/** One configured account of a plugin, or an installed plugin that has none yet. */
export interface Plugin {
  name: string;
  plugin: string;
  /** "registrar/1" */
  kind: string;
  title: string;
  version: string;
  description: string;
  capabilities: string[];
  /** Host names, or "{settings.base_url}". */
  hosts: string[];
  enabled: boolean;
  settings_schema: FieldSchema;
  server_settings_schema: FieldSchema;
  product_settings_schema: FieldSchema;
  settings?: FormValue;
  health?: { breaker: "closed" | "open" | "half_open"; running_calls: number };
}

export interface PluginList {
  data: Plugin[];
  unusable: { folder: string; reason: string }[];
}

/** What asking the provider came to. */
export interface PluginTest {
  works: boolean;
  outcome: string;
  code: string;
  message: string;
  report: unknown;
  servers?: { id: string; name: string; works: boolean; code: string; message: string }[];
}

export const listPlugins = queryOptions({
  queryKey: ["plugins", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/plugins", { signal }))) as PluginList,
});

export function getPlugin(name: string) {
  return queryOptions({
    queryKey: ["plugins", "one", name],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/plugins/{name}", { params: { path: { name } }, signal }))) as Plugin,
  });
}

const at = (name: string) => ({ params: { path: { name } } });

export async function savePluginSettings(name: string, settings: FormValue) {
  return (await answer(api.PUT("/admin/plugins/{name}/settings", { ...at(name), body: settings }))) as Plugin;
}

export async function enablePlugin(name: string) {
  return (await answer(api.POST("/admin/plugins/{name}/enable", at(name)))) as Plugin;
}

export async function disablePlugin(name: string) {
  return (await answer(api.POST("/admin/plugins/{name}/disable", at(name)))) as Plugin;
}

export async function reloadPlugin(name: string) {
  return (await answer(api.POST("/admin/plugins/{name}/reload", at(name)))) as Plugin;
}

export async function testPlugin(name: string) {
  return (await answer(api.POST("/admin/plugins/{name}/test", at(name)))) as PluginTest;
}

export async function addPluginAccount(plugin: string, name: string, header: IdempotencyHeader) {
  return (await answer(api.POST("/admin/plugins", { params: { header } as never, body: { plugin, name } }))) as Plugin;
}

export function kindOf(plugin: Plugin): PluginKind | undefined {
  return pluginKinds.find((kind) => plugin.kind.startsWith(`${kind}/`));
}

/** "Stripe"; "Stripe (stripe-eu)" where the shop has several accounts there; an account that is not among them by its own name. */
export function titleOf(plugins: Plugin[], account: string): string {
  const found = plugins.find(({ name }) => name === account);
  if (!found) return account;
  return plugins.some((other) => other !== found && other.title === found.title) ? `${found.title} (${account})` : found.title;
}

export function hasFields(schema: FieldSchema): boolean {
  return Object.keys(schema.properties ?? {}).length > 0;
}

/** Where the provider sends its news; nothing for a kind that is sent none. */
export function webhookAddress(plugin: Plugin, origin: string): string | null {
  if (!plugin.capabilities.includes("webhook")) return null;
  const place = { gateway: "payments", notifier: "notifications" }[kindOf(plugin) as string];
  return place ? `${origin}/api/${place}/webhook/${plugin.name}` : null;
}
