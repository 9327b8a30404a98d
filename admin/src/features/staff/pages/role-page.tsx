import { Card } from "@hostler/ui/card";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";

import { FailureSummary } from "../../../forms/failure-summary";
import { SaveBar } from "../../../forms/save-bar";
import { addRole, changeRole, listActions, listRoles, removeRole, type Action, type Role } from "../api/staff";
import { useRoleChoices, useRoleName } from "../components/role-choices";
import { RoleMatrix } from "../components/role-matrix";

export default function RolePage() {
  const { t } = useTranslation("staff");
  useTitle(t("roles"));
  const actions = useQuery(listActions);
  const roles = useQuery(listRoles);
  return (
    <>
      <PageHeader title={t("roles")} description={t("roles_text")} actions={roles.data && <NewRole roles={roles.data} />} />
      <Ask query={roles} skeleton={<Skeleton className="h-96" />}>
        {(all) => (
          <Ask query={actions} skeleton={<Skeleton className="h-96" />}>
            {(known) => <Roles roles={all} actions={known} />}
          </Ask>
        )}
      </Ask>
    </>
  );
}

function NewRole({ roles }: { roles: Role[] }) {
  const { t } = useTranslation(["staff", "desk"]);
  const choices = useRoleChoices();
  return (
    <ActButton
      label={t("new_role")}
      icon={Plus}
      variant="primary"
      title={t("new_role_title")}
      consequence={t("new_role_text")}
      fields={[
        { name: "name", label: t("name"), required: true, help: t("new_role_name") },
        { name: "from", label: t("new_role_from"), kind: "select", required: true, value: "staff", options: choices.filter(({ value }) => value !== "owner") },
      ]}
      run={({ name = "", from }, header) => addRole({ name, actions: roles.find(({ id }) => id === from)?.actions ?? [] }, header)}
      done={t("desk:saved")}
      invalidates={["roles"]}
    />
  );
}

function Roles({ roles, actions }: { roles: Role[]; actions: Action[] }) {
  const { t } = useTranslation(["staff", "desk"]);
  const { user } = useSessionState();
  const nameOf = useRoleName();
  const [drafts, setDrafts] = useState<Record<string, string[]>>({});
  const changed = roles.filter((role) => drafts[role.id] && JSON.stringify(drafts[role.id]) !== JSON.stringify(role.actions ?? []));
  const save = useAct({
    run: async () => {
      for (const role of changed) await changeRole(role.id, drafts[role.id] ?? []);
    },
    done: t("desk:saved"),
    invalidates: ["roles"],
    onDone: () => setDrafts({}),
  });
  // An owner may do everything, and nobody changes what they may themselves.
  const fixed = (role: Role) => role.name === "owner" || role.name === user?.role;
  return (
    <>
      <FailureSummary failure={save.failure} hasControl={() => false} />
      <RoleMatrix actions={actions} roles={roles} drafts={drafts} onChange={(role, patterns) => setDrafts({ ...drafts, [role]: patterns })} fixed={fixed} />
      <Card title={t("as_written")} className="mt-4">
        <p className="mb-3 text-xs text-muted-foreground">{t("as_written_text")}</p>
        <dl className="flex flex-col gap-2 text-sm">
          {roles.map((role) => (
            <div key={role.id}>
              <dt className="flex items-center gap-2 font-medium">
                {nameOf(role.name)}
                {!role.shipped && (
                  <ActButton
                    label={t("desk:remove")}
                    variant="ghost"
                    size="sm"
                    danger
                    disabled={role.members > 0}
                    title={t("remove_role_title", { name: role.name })}
                    consequence={t("remove_role_text")}
                    run={() => removeRole(role.id)}
                    done={t("desk:removed")}
                    invalidates={["roles"]}
                  />
                )}
                {!role.shipped && role.members > 0 && <span className="text-xs font-normal text-muted-foreground">{t("role_members", { count: role.members })}</span>}
              </dt>
              <dd className="font-mono text-xs break-words text-muted-foreground">{(drafts[role.id] ?? role.actions ?? []).join(", ") || "–"}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <SaveBar
        dirty={changed.length > 0}
        busy={save.busy}
        onSave={() => void save.go()}
        onDiscard={() => {
          save.clear();
          setDrafts({});
        }}
      />
    </>
  );
}
