import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { useWords } from "@hostler/ui/lib/ui-text";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { MessageSquareQuote, Plus } from "lucide-react";
import { useState } from "react";

import { cannedReplies, departments, removeCannedReply, saveCannedReply, type CannedReply } from "../api/choices";

/** Answers that are given often. */
export function CannedCard() {
  const { t } = useTranslation("support");
  const { text } = useWords();
  const query = useQuery(cannedReplies);
  const places = useQuery(departments);
  const [editing, setEditing] = useState<CannedReply | "new" | null>(null);
  const columns: Column<CannedReply>[] = [
    { id: "name", header: t("settings.name"), card: "title", cell: (one) => one.name },
    { id: "department", header: t("department"), cell: (one) => places.data?.find((place) => place.id === one.department_id)?.name ?? t("settings.every_department") },
    { id: "message", header: t("message"), cell: (one) => <span className="line-clamp-2 text-muted-foreground">{one.message}</span>, className: "w-1/2" },
    {
      id: "act",
      header: text("actions"),
      align: "end",
      cell: (one) => (
        <span className="inline-flex gap-1">
          <Button size="sm" variant="ghost" onClick={() => setEditing(one)}>
            {t("settings.edit")}
          </Button>
          <ActButton
            size="sm"
            variant="ghost"
            danger
            label={t("settings.remove")}
            title={t("settings.remove_canned", { name: one.name })}
            consequence={t("settings.remove_canned_text")}
            run={() => removeCannedReply(one.id)}
            done={t("settings.removed")}
            invalidates={["canned-replies"]}
          />
        </span>
      ),
    },
  ];
  const one = editing === "new" ? null : editing;
  return (
    <Card
      title={t("settings.canned")}
      flush
      action={
        <Button size="sm" variant="secondary" onClick={() => setEditing("new")}>
          <Plus aria-hidden />
          {t("settings.add_canned")}
        </Button>
      }
    >
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(list) => (
          <DataTable
            label={t("settings.canned")}
            rows={list}
            columns={columns}
            rowId={(row) => row.id}
            empty={
              <EmptyState icon={MessageSquareQuote} title={t("settings.no_canned")}>
                {t("settings.no_canned_text")}
              </EmptyState>
            }
          />
        )}
      </Ask>
      {editing && (
        <ActDialog
          onClose={() => setEditing(null)}
          title={one ? one.name : t("settings.add_canned")}
          consequence={t("settings.canned_text")}
          confirm={t("settings.save")}
          fields={[
            { name: "name", label: t("settings.name"), value: one?.name, required: true },
            {
              name: "department_id",
              label: t("department"),
              kind: "select",
              value: one?.department_id ?? "every",
              required: true,
              options: [{ value: "every", label: t("settings.every_department") }, ...(places.data ?? []).map((place) => ({ value: place.id, label: place.name }))],
            },
            { name: "message", label: t("message"), kind: "multiline", value: one?.message, required: true, help: t("markdown") },
          ]}
          run={(values, header) =>
            saveCannedReply(one?.id ?? null, { name: values.name, message: values.message, department_id: values.department_id === "every" ? null : values.department_id }, header)
          }
          done={t("settings.saved")}
          invalidates={["canned-replies"]}
        />
      )}
    </Card>
  );
}
