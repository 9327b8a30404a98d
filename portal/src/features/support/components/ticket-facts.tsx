import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Ticket } from "../api/list-tickets";

export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const Link = useLink();
  return (
    <Card title={t("facts")}>
      <DescriptionList
        facts={[
          [t("number"), ticket.number],
          ticket.department ? [t("department"), ticket.department.name] : null,
          [t("priority"), t(`priorities.${ticket.priority}`)],
          ticket.service_id
            ? [
                t("service"),
                <Link key="service" href={`/services/${ticket.service_id}`} className="text-primary underline underline-offset-2">
                  {t("to_service")}
                </Link>,
              ]
            : null,
          [t("opened"), <Instant key="opened" value={ticket.created_at} />],
          [t("updated"), <Instant key="updated" value={ticket.updated_at} />],
          ticket.closed_at ? [t("closed_at"), <Instant key="closed" value={ticket.closed_at} />] : null,
        ]}
      />
    </Card>
  );
}
