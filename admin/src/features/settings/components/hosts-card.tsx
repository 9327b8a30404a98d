import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { addHost, listHosts, removeHost, type Host } from "../api/hosts";

/** Under which names the shop is called: those that a brand claims, and any other is the platform's. */
export function HostsCard() {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("hosts.title")} className="mt-4">
      <p className="mb-3 max-w-prose text-sm text-muted-foreground">{t("hosts.text")}</p>
      <Ask query={useQuery(listHosts)} skeleton={<Skeleton className="h-24" />}>
        {(hosts) => <HostList hosts={hosts} />}
      </Ask>
      <NewHost />
    </Card>
  );
}

function HostList({ hosts }: { hosts: Host[] }) {
  const { t } = useTranslation(["settings", "desk"]);
  const several = new Set(hosts.map((host) => host.tenant_id)).size > 1;
  if (hosts.length === 0) return <p className="text-sm text-muted-foreground">{t("hosts.none")}</p>;
  return (
    <ul className="divide-y">
      {hosts.map(({ host, tenant_id }) => (
        <li key={host} className="flex flex-wrap items-center gap-3 py-2">
          <span className="min-w-0 flex-1 font-mono text-sm break-all">{host}</span>
          {several && <span className="font-mono text-xs text-muted-foreground">{tenant_id}</span>}
          <ActButton
            size="sm"
            label={t("hosts.remove", { host })}
            confirm={t("hosts.remove_confirm")}
            title={t("hosts.remove_title", { host })}
            consequence={t("hosts.remove_text")}
            run={() => removeHost(host)}
            done={t("desk:saved")}
            invalidates={["hosts"]}
          />
        </li>
      ))}
    </ul>
  );
}

function NewHost() {
  const { t } = useTranslation(["settings", "desk"]);
  const [name, setName] = useState("");
  const add = useAct({ run: () => addHost(name.trim()), done: t("desk:saved"), invalidates: ["hosts"], onDone: () => setName("") });
  return (
    <form
      noValidate
      className="mt-4 flex max-w-lg flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) void add.go();
      }}
    >
      <Field label={t("hosts.name")} help={t("hosts.name_help")} error={add.failure?.fields.host}>
        <Input value={name} maxLength={253} className="font-mono" spellCheck={false} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      {add.failure && Object.keys(add.failure.fields).length === 0 && <FormFailure failure={add.failure} />}
      <div>
        <Button type="submit" variant="secondary" busy={add.busy} disabled={!name.trim()}>
          {t("hosts.add")}
        </Button>
      </div>
    </form>
  );
}
