import { useTranslation } from "@hostler/web-kit/react/texts";

import { PickMany } from "./pick-many";
import { useRights, type Rights } from "./use-rights";

/** What somebody may: by groups, roles and policies. */
export function RightsFields({ value, onChange, errors }: { value: Rights; onChange: (value: Rights) => void; errors?: Record<string, string> }) {
  const { t } = useTranslation("team");
  const rights = useRights();
  return (
    <>
      <PickMany
        label={t("groups")}
        none={t("no_groups")}
        options={rights.groups}
        value={value.groups}
        onChange={(groups) => onChange({ ...value, groups })}
        error={errors?.groups}
      />
      <PickMany
        label={t("roles")}
        none={t("no_roles")}
        options={rights.roles.map(({ id, name, description }) => ({ id, name, text: description }))}
        value={value.roles}
        onChange={(roles) => onChange({ ...value, roles })}
        error={errors?.roles}
      />
      <PickMany
        label={t("policies")}
        none={t("no_policies")}
        options={rights.policies.map(({ id, name, description }) => ({ id, name, text: description }))}
        value={value.policies}
        onChange={(policies) => onChange({ ...value, policies })}
        error={errors?.policies}
      />
    </>
  );
}
