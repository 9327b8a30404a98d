import { useQuery } from "@tanstack/react-query";

import { groups, policies, roles } from "../api/access";

/** All groups, roles and policies of the account, and their names. */
export function useRights() {
  const [group, role, policy] = [useQuery(groups), useQuery(roles), useQuery(policies)];
  const all = { groups: group.data ?? [], roles: role.data ?? [], policies: policy.data ?? [] };
  const names = new Map([...all.groups, ...all.roles, ...all.policies].map((one) => [one.id, one.name]));
  return { ...all, nameOf: (id: string) => names.get(id) ?? id };
}

export interface Rights {
  groups: string[];
  roles: string[];
  policies: string[];
}

export function rightsOf(of: { groups?: string[]; roles?: string[]; policies?: string[] } | undefined): Rights {
  return { groups: of?.groups ?? [], roles: of?.roles ?? [], policies: of?.policies ?? [] };
}
