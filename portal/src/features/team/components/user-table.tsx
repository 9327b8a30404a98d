import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { users, type TeamUser } from "../api/users";

import { UserActions } from "./user-actions";
import { useRights } from "./use-rights";

export function UserTable() {
  const { t } = useTranslation("team");
  const rights = useRights();
  const query = useQuery(users);
  const columns: Column<TeamUser>[] = [
    {
      id: "name",
      header: t("name"),
      card: "title",
      cell: (user) => (
        <span className="break-words">
          {user.name} {user.kind === "root" && <Badge tone="info">{t("root")}</Badge>}
        </span>
      ),
    },
    { id: "username", header: t("username"), cell: (user) => <span className="font-mono text-[0.96em] break-all">{user.username ?? user.email}</span> },
    {
      id: "rights",
      header: t("may"),
      className: "max-w-72",
      cell: (user) =>
        user.kind === "root" ? t("everything") : [...(user.groups ?? []), ...(user.roles ?? []), ...(user.policies ?? [])].map(rights.nameOf).join(", ") || t("nothing"),
    },
    { id: "factor", header: t("factor"), cell: (user) => <StatusBadge state={user.two_factor ? "on" : "off"} /> },
    { id: "last", header: t("last_sign_in"), cell: (user) => (user.last_sign_in_at ? <Instant value={user.last_sign_in_at} relative /> : t("never")) },
    { id: "state", header: t("state"), card: "corner", cell: (user) => <StatusBadge state={user.active ? "active" : "disabled"} /> },
    { id: "actions", header: t("actions"), align: "end", cell: (user) => (user.kind === "root" ? null : <UserActions user={user} />) },
  ];
  return (
    <Card flush>
      <Ask query={query} skeleton={<SkeletonRows />}>
        {(all) => <DataTable label={t("users")} rows={all} columns={columns} rowId={(user) => user.id} />}
      </Ask>
    </Card>
  );
}
