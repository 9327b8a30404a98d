import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { Webhook as Icon } from "lucide-react";
import { useState } from "react";

import { webhooks, type Webhook } from "../api/webhooks";
import { SecretOnce } from "../components/secret-once";
import { WebhookDialog } from "../components/webhook-dialog";

export default function WebhookListPage() {
  const { t } = useTranslation("team");
  useTitle(t("hooks"));
  const [state, change] = useUrlState("new");
  const [secret, setSecret] = useState("");
  const query = useQuery(webhooks);
  const make = <Button onClick={() => change({ new: "1" }, true)}>{t("hook.new")}</Button>;
  const columns: Column<Webhook>[] = [
    { id: "url", header: t("hook.url"), card: "title", cell: (hook) => <span className="font-mono text-[0.96em] break-all">{hook.url}</span> },
    { id: "state", header: t("state"), card: "corner", cell: (hook) => <StatusBadge state={hook.active ? "on" : "off"} /> },
    { id: "events", header: t("hook.events"), cell: (hook) => <span className="font-mono text-xs break-words">{(hook.events ?? []).join(", ")}</span> },
    { id: "about", header: t("about"), cell: (hook) => hook.description || "–" },
    { id: "failures", header: t("hook.failures"), align: "end", cell: (hook) => hook.failures },
  ];
  return (
    <>
      <PageHeader title={t("hooks")} description={t("hooks_text")} actions={make} />
      {secret && <SecretOnce secret={secret} onKept={() => setSecret("")} />}
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
          {(all) => (
            <DataTable
              label={t("hooks")}
              rows={all}
              columns={columns}
              rowId={(hook) => hook.id}
              href={(hook) => `/account/webhooks/${hook.id}`}
              empty={
                <EmptyState icon={Icon} title={t("hook.none")} action={make}>
                  {t("hook.text")}
                </EmptyState>
              }
            />
          )}
        </Ask>
      </Card>
      {state.new && <WebhookDialog onClose={() => change({ new: undefined })} onMade={(made) => setSecret(made.secret ?? "")} />}
    </>
  );
}
