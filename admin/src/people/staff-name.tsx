import { useQuery } from "@tanstack/react-query";

import { staffNames } from "./staff";

/** A person by name where staff know it, else by the id. */
export function StaffName({ id }: { id: string }) {
  const { data } = useQuery(staffNames);
  const name = data?.get(id);
  return name ? <span title={id}>{name}</span> : <span className="font-mono text-xs break-all">{id}</span>;
}
