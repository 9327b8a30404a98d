import { Card } from "@hostler/ui/card";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";

import type { Client } from "../../../../people/clients";
import { StaffName } from "../../../../people/staff-name";
import { useActWords } from "../../../../records/words";
import { Subject } from "../../../../wire/subject";
import { listActivity, type Activity } from "../../api/belongings";

/** Who signs in. The API tells staff of the root user alone; the account's others are its own business. */
export function UsersTab({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  const { user } = client;
  return (
    <Card title={t("root_user")}>
      <DescriptionList
        columns={3}
        facts={[
          [t("name"), user.name],
          user.username
            ? [
                t("username"),
                <code key="username" className="font-mono">
                  {user.username}
                </code>,
              ]
            : null,
          [
            t("email"),
            <span key="email" className="break-all">
              {user.email}
            </span>,
          ],
          [t("email_verified"), user.email_verified ? t("yes") : t("no")],
          user.phone ? [t("phone"), groupedPhone(user.phone)] : null,
          user.phone ? [t("phone_verified"), user.phone_verified ? t("yes") : t("no")] : null,
          [t("two_factor"), <StatusBadge key="two" state={user.two_factor ? "on" : "off"} />],
          [t("last_sign_in"), user.last_sign_in_at ? <Instant key="last" value={user.last_sign_in_at} /> : t("never")],
          [t("created"), <Instant key="created" value={user.created_at} />],
        ]}
      />
      <p className="mt-4 text-xs text-muted-foreground">{t("users_text")}</p>
    </Card>
  );
}

/** What the client did, and what was done for it. */
export function ActivityTab({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  const words = useActWords();
  const columns: Column<Activity>[] = [
    { id: "action", header: t("what"), card: "title", cell: (one) => <span title={one.action}>{words(one.action)}</span> },
    { id: "object", header: t("object"), cell: (one) => <Subject id={one.object} /> },
    { id: "outcome", header: t("outcome"), card: "corner", cell: (one) => <StatusBadge state={one.outcome} /> },
    {
      id: "who",
      header: t("who"),
      cell: (one) =>
        one.impersonator ? <StaffName id={one.impersonator} /> : one.user === client.user.id ? client.user.name : one.user ? <StaffName id={one.user} /> : t("engine"),
    },
    { id: "ip", header: t("ip"), cell: (one) => <span className="font-mono text-xs">{one.ip}</span> },
    { id: "at", header: t("date"), align: "end", cell: (one) => <Instant value={one.created_at} /> },
  ];
  return (
    <PagedList
      label={t("tab.activity")}
      query={useInfiniteQuery(listActivity(client.id))}
      columns={columns}
      rowId={(one) => one.id}
      compact
      empty={{ icon: History, title: t("no_activity") }}
    />
  );
}
