import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { saveGroup, saveRole, type Group, type Role } from "../api/access";
import { users } from "../api/users";

import { PickMany } from "./pick-many";
import { useFormWrite } from "./use-form-write";
import { useRights } from "./use-rights";

/** A group of users with what it may. Users of it have all of that. */
export function GroupDialog({ group, onClose }: { group?: Group; onClose: () => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const rights = useRights();
  const people = (useQuery(users).data ?? []).filter((user) => user.kind === "iam");
  const [values, setValues] = useState({ name: group?.name ?? "", members: group?.members ?? [], roles: group?.roles ?? [], policies: group?.policies ?? [] });
  const set = (part: Partial<typeof values>) => setValues((all) => ({ ...all, ...part }));
  const form = useFormWrite(["name", "members", "roles", "policies"], (body: typeof values, header) => saveGroup(group?.id, { ...body, name: body.name.trim() }, header));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!values.name.trim()) return form.setErrors({ name: t("required") });
    if (!(await form.submit(values))) return;
    await queries.invalidateQueries({ queryKey: ["team"] });
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={group ? t("group.change", { name: group.name }) : t("group.new")}>
        <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4 pb-4" noValidate>
          <FormFailure failure={form.failure} />
          <Field label={t("name")} error={form.errors.name}>
            <Input maxLength={80} value={values.name} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          <PickMany
            label={t("members")}
            none={t("no_users")}
            options={people.map((user) => ({ id: user.id, name: user.name, text: user.username ?? undefined }))}
            value={values.members}
            onChange={(members) => set({ members })}
            error={form.errors.members}
          />
          <PickMany label={t("roles")} none={t("no_roles")} options={rights.roles} value={values.roles} onChange={(roles) => set({ roles })} error={form.errors.roles} />
          <PickMany
            label={t("policies")}
            none={t("no_policies")}
            options={rights.policies.map(({ id, name, description }) => ({ id, name, text: description }))}
            value={values.policies}
            onChange={(policies) => set({ policies })}
            error={form.errors.policies}
          />
          <Button type="submit" busy={form.busy} className="self-end">
            {t("save")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** Policies under one name, to be given together. */
export function RoleDialog({ role, onClose }: { role?: Role; onClose: () => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const rights = useRights();
  const [values, setValues] = useState({ name: role?.name ?? "", description: role?.description ?? "", policies: role?.policies ?? [] });
  const set = (part: Partial<typeof values>) => setValues((all) => ({ ...all, ...part }));
  const form = useFormWrite(["name", "description", "policies"], (body: typeof values, header) => saveRole(role?.id, { ...body, name: body.name.trim() }, header));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!values.name.trim()) return form.setErrors({ name: t("required") });
    if (!(await form.submit(values))) return;
    await queries.invalidateQueries({ queryKey: ["team"] });
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={role ? t("role.change", { name: role.name }) : t("role.new")}>
        <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4 pb-4" noValidate>
          <FormFailure failure={form.failure} />
          <Field label={t("name")} error={form.errors.name}>
            <Input maxLength={80} value={values.name} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          <Field label={t("about")} optional error={form.errors.description}>
            <Input maxLength={500} value={values.description} onChange={(event) => set({ description: event.target.value })} />
          </Field>
          <PickMany
            label={t("policies")}
            none={t("no_policies")}
            options={rights.policies.map(({ id, name, description }) => ({ id, name, text: description }))}
            value={values.policies}
            onChange={(policies) => set({ policies })}
            error={form.errors.policies}
          />
          <Button type="submit" busy={form.busy} className="self-end">
            {t("save")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
