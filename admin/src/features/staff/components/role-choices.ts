import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { listRoles, type Role } from "../api/staff";

/** What a role is called: the shipped ones in the reader's language, others as they were named. */
export function useRoleName(): (name: string) => string {
  const { t } = useTranslation("staff");
  return (name) => t(`role_of.${name}`, { defaultValue: name });
}

/** The tenant's roles, to choose from. */
export function useRoleChoices(): { value: string; label: string }[] {
  const nameOf = useRoleName();
  const { data = [] } = useQuery(listRoles);
  return data.map((role: Role) => ({ value: role.id, label: nameOf(role.name) }));
}
