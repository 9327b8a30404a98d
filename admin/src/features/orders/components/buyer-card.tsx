import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { getClient, nameOfClient, type Client } from "../../../people/clients";
import { useCountryName } from "../../../records/names";
import type { Order } from "../api/orders";

const newDays = 2;

/** What about the buyer asks for a second look. */
function hintsOf(client: Client, order: Order): string[] {
  const age = (Date.parse(order.created_at) - Date.parse(client.created_at)) / 86_400_000;
  return [
    client.verified ? "" : "unverified",
    age < newDays ? "new_account" : "",
    (client.possible_duplicates ?? []).length > 0 ? "duplicate" : "",
    client.status === "active" ? "" : "not_active",
    client.phone ? "" : "no_phone",
  ].filter(Boolean);
}

/** Who has ordered, and what to look at before it is accepted. */
export function BuyerCard({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const Link = useLink();
  const country = useCountryName();
  return (
    <Card title={t("client")}>
      <Ask query={useQuery(getClient(order.account_id))} skeleton={<Skeleton className="h-32" />}>
        {(client) => (
          <div className="flex flex-col gap-3">
            <DescriptionList
              facts={[
                [
                  t("name"),
                  <Link key="name" href={`/clients/${client.id}`} className="inline-flex min-h-6 items-center font-medium hover:underline">
                    {nameOfClient(client)}
                  </Link>,
                ],
                [
                  t("email"),
                  <span key="email" className="break-all">
                    {client.email}
                  </span>,
                ],
                [t("place"), [client.address.city, client.address.state, country(client.address.country)].filter(Boolean).join(", ")],
                [t("since"), <Instant key="since" value={client.created_at} />],
                [t("status"), <StatusBadge key="status" state={client.status} />],
              ]}
            />
            <div>
              <p className="text-xs text-muted-foreground">{t("hints")}</p>
              <div className="mt-1 flex flex-wrap gap-1.5">
                {hintsOf(client, order).map((hint) => (
                  <Badge key={hint} tone="warning">
                    {t(`hint.${hint}`)}
                  </Badge>
                ))}
                {hintsOf(client, order).length === 0 && <span className="text-sm">{t("no_hints")}</span>}
              </div>
            </div>
          </div>
        )}
      </Ask>
    </Card>
  );
}
