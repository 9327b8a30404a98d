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
import { Plus, Users } from "lucide-react";
import { useState } from "react";

import { departments, removeDepartment, saveDepartment, type Department } from "../api/choices";

/** Who answers what, where staff learn of it, and how soon a first answer is promised. */
export function DepartmentsCard() {
  const { t } = useTranslation("support");
  const { text } = useWords();
  const query = useQuery(departments);
  const [editing, setEditing] = useState<Department | "new" | null>(null);
  const columns: Column<Department>[] = [
    { id: "name", header: t("settings.name"), card: "title", cell: (one) => one.name },
    { id: "description", header: t("settings.description_label"), cell: (one) => one.description },
    { id: "email", header: t("settings.email"), cell: (one) => one.email ?? t("settings.shop_email") },
    {
      id: "sla",
      header: t("settings.first_response"),
      cell: (one) => (one.first_response_minutes ? t("settings.minutes", { count: one.first_response_minutes }) : t("settings.nothing_promised")),
    },
    { id: "public", header: t("settings.public"), cell: (one) => (one.public ? t("settings.yes") : t("settings.no")) },
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
            title={t("settings.remove_department", { name: one.name })}
            consequence={t("settings.remove_department_text")}
            run={() => removeDepartment(one.id)}
            done={t("settings.removed")}
            invalidates={["departments"]}
          />
        </span>
      ),
    },
  ];
  return (
    <Card
      title={t("settings.departments")}
      flush
      action={
        <Button size="sm" variant="secondary" onClick={() => setEditing("new")}>
          <Plus aria-hidden />
          {t("settings.add_department")}
        </Button>
      }
    >
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(list) => (
          <DataTable
            label={t("settings.departments")}
            rows={list}
            columns={columns}
            rowId={(one) => one.id}
            empty={
              <EmptyState icon={Users} title={t("settings.no_departments")}>
                {t("settings.no_departments_text")}
              </EmptyState>
            }
          />
        )}
      </Ask>
      {editing && <DepartmentDialog department={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Card>
  );
}

function DepartmentDialog({ department, onClose }: { department: Department | null; onClose: () => void }) {
  const { t } = useTranslation("support");
  return (
    <ActDialog
      onClose={onClose}
      title={department ? department.name : t("settings.add_department")}
      consequence={t("settings.department_text")}
      confirm={t("settings.save")}
      fields={[
        { name: "name", label: t("settings.name"), value: department?.name, required: true },
        { name: "description", label: t("settings.description_label"), value: department?.description },
        { name: "email", label: t("settings.email"), value: department?.email, help: t("settings.email_help") },
        {
          name: "first_response_minutes",
          label: t("settings.first_response_label"),
          kind: "number",
          value: department?.first_response_minutes?.toString(),
          help: t("settings.first_response_help"),
        },
        { name: "position", label: t("settings.position"), kind: "number", value: (department?.position ?? 0).toString() },
        {
          name: "public",
          label: t("settings.public"),
          kind: "select",
          value: department?.public === false ? "no" : "yes",
          required: true,
          options: [
            { value: "yes", label: t("settings.public_yes") },
            { value: "no", label: t("settings.public_no") },
          ],
        },
      ]}
      check={(values) => ({
        ...(/^\d{0,6}$/.test(values.first_response_minutes ?? "") ? {} : { first_response_minutes: t("settings.say_number") }),
        ...(/^\d{1,6}$/.test(values.position ?? "") ? {} : { position: t("settings.say_number") }),
      })}
      run={(values, header) =>
        saveDepartment(
          department?.id ?? null,
          {
            name: values.name,
            description: values.description ?? "",
            email: values.email || null,
            first_response_minutes: values.first_response_minutes ? Number(values.first_response_minutes) : null,
            position: Number(values.position),
            public: values.public === "yes",
          },
          header,
        )
      }
      done={t("settings.saved")}
      invalidates={["departments", "tickets"]}
    />
  );
}
