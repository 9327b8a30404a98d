import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { inOrder, requiredNow, withDefaults, type FormValue } from "@hostler/ui/lib/schema";
import { SchemaField } from "@hostler/ui/schema-field";
import { Select } from "@hostler/ui/select";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Server } from "../../../hosts/servers";
import { serverGroups, type ServerGroup } from "../api/groups";
import { bodyOf, draftOf, secretsOf, type Draft } from "../api/server-draft";
import { addServer, changeServer, provisioners, type Provisioner } from "../api/servers";

/** A new server, or an old one changed; its plugin says what it must know. */
export function ServerSheet({ server, onClose, onDone }: { server?: Server; onClose: () => void; onDone?: (server: Server) => void }) {
  const { t } = useTranslation("servers");
  const plugins = useQuery(provisioners);
  const groups = useQuery(serverGroups);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={server ? t("edit") : t("add")}>
        <Ask
          query={plugins}
          skeleton={<Skeleton className="h-64" />}
          isEmpty={(all) => all.length === 0}
          empty={<p className="text-sm text-muted-foreground">{t("no_plugins")}</p>}
        >
          {(all) => <ServerForm server={server} plugins={all} groups={groups.data ?? []} onClose={onClose} onDone={onDone} />}
        </Ask>
      </SheetContent>
    </Sheet>
  );
}

const noGroup = "-";

function ServerForm({
  server,
  plugins,
  groups,
  onClose,
  onDone,
}: {
  server?: Server;
  plugins: Provisioner[];
  groups: ServerGroup[];
  onClose: () => void;
  onDone?: (server: Server) => void;
}) {
  const { t } = useTranslation("servers");
  const schemaOf = (name: string) => plugins.find((one) => one.name === name)?.server_settings_schema ?? {};
  const [draft, setDraft] = useState<Draft>(() => draftOf(server, schemaOf(server?.plugin ?? "")));
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const schema = schemaOf(draft.plugin);
  const secrets = secretsOf(server, schema);
  const act = useAct<void, Server>({
    run: (_, header) => {
      const body = bodyOf(draft, secrets);
      return server ? changeServer(server.id, body) : addServer({ ...body, plugin: draft.plugin, group: body.group ?? undefined }, header);
    },
    done: t("saved"),
    invalidates: ["servers", "server-groups"],
    onDone: (saved) => {
      onClose();
      onDone?.(saved);
    },
  });
  const errors = act.failure?.fields ?? {};
  const setting = (name: string, value: unknown) => {
    const settings: FormValue = { ...draft.settings, [name]: value };
    if (value === undefined) delete settings[name];
    set({ settings });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        void act.go();
      }}
    >
      <FormFailure failure={act.failure && Object.keys(errors).length === 0 ? act.failure : null} />
      <Field label={t("name")} error={errors.name} help={t("name_help")}>
        <Input value={draft.name} autoComplete="off" onChange={(event) => set({ name: event.target.value })} />
      </Field>
      {!server && (
        <Field label={t("plugin")} error={errors.plugin}>
          <Select
            value={draft.plugin}
            placeholder={t("choose")}
            onValueChange={(plugin) => set({ plugin, settings: withDefaults(schemaOf(plugin)) })}
            options={plugins.map((one) => ({ value: one.name, label: one.title === one.name ? one.name : `${one.title} (${one.name})` }))}
          />
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("group")} optional error={errors.group}>
          <Select
            value={draft.group || noGroup}
            onValueChange={(group) => set({ group: group === noGroup ? "" : group })}
            options={[{ value: noGroup, label: t("no_group") }, ...groups.map(({ name }) => ({ value: name, label: name }))]}
          />
        </Field>
        <Field label={t("max_accounts")} error={errors.max_accounts}>
          <Input inputMode="numeric" value={draft.max} onChange={(event) => set({ max: event.target.value })} />
        </Field>
      </div>
      {inOrder(schema).map(([name, inner]) => (
        <SchemaField
          key={`${draft.plugin} ${name}`}
          name={name}
          schema={inner}
          value={draft.settings[name]}
          onChange={(value) => setting(name, value)}
          context={{ errors, secrets, path: `settings.${name}`, required: requiredNow(schema, draft.settings).has(name) }}
        />
      ))}
      {server && <p className="text-xs text-muted-foreground">{t("secret_note")}</p>}
      <Button type="submit" busy={act.busy} disabled={!draft.plugin || !draft.name.trim()}>
        {t("save")}
      </Button>
    </form>
  );
}
