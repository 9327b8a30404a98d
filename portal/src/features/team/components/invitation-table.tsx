import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useState } from "react";

import { invitations, withdraw, type Invitation } from "../api/users";

import { useRights } from "./use-rights";

/** Who was asked to join and has not answered. */
export function InvitationTable({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const rights = useRights();
  const query = useQuery(invitations);
  const [ending, setEnding] = useState<Invitation | null>(null);
  const { run, busy, failure } = useWrite(withdraw);
  const end = async () => {
    if (!ending || !(await run(ending.id))) return;
    await queries.invalidateQueries({ queryKey: ["team", "invitations"] });
    setEnding(null);
  };
  const columns: Column<Invitation>[] = [
    { id: "email", header: t("email"), card: "title", cell: (one) => <span className="break-all">{one.email}</span> },
    { id: "rights", header: t("may"), cell: (one) => [...(one.groups ?? []), ...(one.roles ?? []), ...(one.policies ?? [])].map(rights.nameOf).join(", ") || t("nothing") },
    { id: "sent", header: t("invite.when"), cell: (one) => <Instant value={one.created_at} relative /> },
    { id: "expires", header: t("invite.expires"), cell: (one) => <Instant value={one.expires_at} relative /> },
    {
      id: "actions",
      header: t("actions"),
      align: "end",
      cell: (one) => (
        <Button variant="secondary" size="sm" aria-label={`${t("invite.withdraw")}: ${one.email}`} onClick={() => setEnding(one)}>
          {t("invite.withdraw")}
        </Button>
      ),
    },
  ];
  return (
    <Card flush>
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(all) => (
          <DataTable
            label={t("invitations")}
            rows={all}
            columns={columns}
            rowId={(one) => one.id}
            empty={
              <EmptyState icon={MailPlus} title={t("invite.none")} action={<Button onClick={onInvite}>{t("invite.title")}</Button>}>
                {t("invite.text")}
              </EmptyState>
            }
          />
        )}
      </Ask>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={t("invite.withdraw_title", { email: ending?.email ?? "" })}
        consequence={t("invite.withdraw_text")}
        confirm={t("invite.withdraw")}
        busy={busy}
        error={failure?.text}
        onConfirm={() => void end()}
      />
    </Card>
  );
}
