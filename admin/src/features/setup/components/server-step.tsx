import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { withDefaults, type FormValue } from "@hostler/ui/lib/schema";
import { SchemaForm } from "@hostler/ui/schema-form";
import { Select } from "@hostler/ui/select";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { enablePlugin, kindOf, titleOf, type Plugin } from "../../../plugins/plugins";
import { addServer, askServer, listServers, type NewServer, type Server, type ServerHealth } from "../api/setup";

import { SandboxFill } from "./sandbox-fill";

/** A server, or an account at a cloud, on which is made what clients buy. */
export function ServerStep({ plugins }: { plugins: Plugin[] }) {
  const { t } = useTranslation("setup");
  const servers = useQuery(listServers).data ?? [];
  const Link = useLink();
  const makers = plugins.filter((plugin) => kindOf(plugin) === "provisioner");
  const [name, setName] = useState(makers[0]?.name ?? "");
  const plugin = makers.find((one) => one.name === name);
  if (!plugin) return <p className="text-sm text-muted-foreground">{t("none_installed")}</p>;
  return (
    <div className="flex flex-col gap-5">
      {servers.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {servers.map((server) => (
            <li key={server.id} className="flex flex-wrap items-center gap-2">
              <Link href={`/servers/${server.id}`} className="font-medium hover:underline">
                {server.name}
              </Link>
              <span className="text-xs text-muted-foreground">{titleOf(plugins, server.plugin)}</span>
              <StatusBadge state={server.status} />
            </li>
          ))}
        </ul>
      )}
      <Field label={t("server_kind")}>
        <Select value={name} onValueChange={setName} className="max-w-sm" options={makers.map((one) => ({ value: one.name, label: one.title }))} />
      </Field>
      <NewServerForm key={plugin.name} plugin={plugin} />
    </div>
  );
}

function NewServerForm({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation(["setup", "desk"]);
  const schema = plugin.server_settings_schema;
  const [name, setName] = useState("");
  const [most, setMost] = useState("200");
  const [value, setValue] = useState<FormValue>(() => withDefaults(schema));
  const [health, setHealth] = useState<ServerHealth | null>(null);
  const [broken, setBroken] = useState<Record<string, string>>({});
  const add = useAct<NewServer, Server>({
    run: async (body, header) => {
      if (!plugin.enabled) await enablePlugin(plugin.name);
      return addServer(body, header);
    },
    done: t("server_added"),
    invalidates: ["servers", "plugins", "setup"],
    onDone: (server) => void ask.go(server.id),
  });
  const ask = useAct<string, ServerHealth>({ run: askServer, onDone: setHealth });
  const fields = { ...add.failure?.fields, ...broken };
  const inside = Object.fromEntries(Object.entries(fields).flatMap(([field, text]) => (field.startsWith("settings.") ? [[field.slice(9), text]] : [])));
  const submit = (settings: FormValue) => {
    const wrong: Record<string, string> = {};
    if (!name.trim()) wrong.name = t("needed");
    if (!/^\d{1,7}$/.test(most.trim())) wrong.max_accounts = t("desk:whole_number");
    setBroken(wrong);
    setHealth(null);
    if (Object.keys(wrong).length === 0) void add.go({ name: name.trim(), plugin: plugin.name, settings, max_accounts: Number(most) });
  };
  return (
    <div className="flex flex-col gap-4">
      <SandboxFill plugin={plugin.plugin} schema={schema} onFill={(filled) => setValue({ ...value, ...filled })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("server_name")} error={fields.name}>
          <Input value={name} maxLength={60} placeholder="server1" onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("max_accounts")} error={fields.max_accounts}>
          <Input value={most} inputMode="numeric" className="tabular-nums" onChange={(event) => setMost(event.target.value)} />
        </Field>
      </div>
      <SchemaForm schema={schema} value={value} onChange={setValue} onSubmit={submit} submitLabel={t("add_server")} busy={add.busy || ask.busy} errors={inside} />
      {add.failure && Object.keys(add.failure.fields).length === 0 && <FormFailure failure={add.failure} />}
      {ask.failure && <FormFailure failure={ask.failure} />}
      {health && (
        <div role="status" className={health.answers ? "text-sm text-success" : "text-sm text-destructive"}>
          {health.answers ? t("server_answers") : t("server_silent")} {health.message}
          {health.reasons.map((reason) => (
            <span key={reason.code} className="block text-warning">
              {reason.message}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
