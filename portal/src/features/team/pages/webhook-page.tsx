import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { getWebhook } from "../api/webhooks";
import { DeliveryTable } from "../components/delivery-table";
import { SecretOnce } from "../components/secret-once";
import { WebhookButtons } from "../components/webhook-buttons";

export default function WebhookPage() {
  const { t } = useTranslation("team");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const [secret, setSecret] = useState("");
  const query = useQuery(getWebhook(id));
  useTitle(query.data?.url ?? t("hooks"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-64" />}>
      {(hook) => (
        <>
          <PageHeader
            trail={[{ label: t("hooks"), href: "/account/webhooks" }]}
            title={<span className="font-mono text-lg break-all">{hook.url}</span>}
            badge={<StatusBadge state={hook.active ? "on" : "off"} />}
            actions={<WebhookButtons hook={hook} onSecret={setSecret} />}
          />
          {secret && <SecretOnce secret={secret} onKept={() => setSecret("")} />}
          <div className="flex flex-col gap-4">
            <Card>
              <DescriptionList
                columns={2}
                facts={[
                  hook.description ? [t("about"), hook.description] : null,
                  [
                    t("hook.events"),
                    <span key="events" className="font-mono text-xs">
                      {(hook.events ?? []).join(", ")}
                    </span>,
                  ],
                  [t("hook.failures"), String(hook.failures)],
                  [t("hook.since"), <Instant key="since" value={hook.created_at} />],
                ]}
              />
            </Card>
            <DeliveryTable hook={id} />
          </div>
        </>
      )}
    </Ask>
  );
}
