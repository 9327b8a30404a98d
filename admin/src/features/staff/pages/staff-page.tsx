import { Badge } from "@hostler/ui/badge";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck, UserRoundCog, UserRoundPlus } from "lucide-react";

import { inviteMember, listStaff, type Member } from "../api/staff";
import { MemberActs } from "../components/member-acts";
import { useRoleChoices, useRoleName } from "../components/role-choices";

export default function StaffPage() {
  const { t } = useTranslation("staff");
  const { text } = useWords();
  useTitle(t("title"));
  const nameOf = useRoleName();
  const roles = useRoleChoices();
  const columns: Column<Member>[] = [
    {
      id: "name",
      header: t("name"),
      card: "title",
      cell: (member) => (
        <span>
          {member.name}
          <span className="block text-xs font-normal break-all text-muted-foreground">{member.email}</span>
        </span>
      ),
    },
    { id: "role", header: t("role"), cell: (member) => nameOf(member.role) },
    {
      id: "factor",
      header: t("second_factor"),
      cell: (member) =>
        member.two_factor ? (
          <Badge tone="success">
            <ShieldCheck aria-hidden />
            {t("factor_on")}
          </Badge>
        ) : (
          <Badge tone="warning">
            <ShieldAlert aria-hidden />
            {t("factor_off")}
          </Badge>
        ),
    },
    {
      id: "seen",
      header: t("last_sign_in"),
      cell: (member) => (member.last_sign_in_at ? <Instant value={member.last_sign_in_at} relative /> : <span className="text-muted-foreground">{t("never")}</span>),
    },
    {
      id: "status",
      header: t("status"),
      card: "corner",
      cell: (member) => <StatusBadge state={member.status === "active" && !member.email_verified ? "pending" : member.status} />,
    },
    { id: "acts", header: text("actions"), align: "end", cell: (member) => <MemberActs member={member} /> },
  ];
  const invite = (
    <ActButton
      label={t("invite")}
      icon={UserRoundPlus}
      variant="primary"
      title={t("invite_title")}
      consequence={t("invite_text")}
      fields={[
        { name: "email", label: t("email"), required: true },
        { name: "name", label: t("name"), required: true },
        { name: "role", label: t("role"), kind: "select", required: true, value: "staff", options: roles },
      ]}
      run={({ email = "", name = "", role = "" }, header) => inviteMember({ email, name, role }, header)}
      done={t("invited")}
      invalidates={["staff"]}
    />
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={invite} />
      <PagedList
        label={t("title")}
        query={useInfiniteQuery(listStaff)}
        columns={columns}
        rowId={(member) => member.id}
        empty={{ icon: UserRoundCog, title: t("empty"), action: invite }}
      />
    </>
  );
}
