import { useQuery } from "@tanstack/react-query";

import { clientNames } from "./client-names";
import { RecordLink } from "./record-link";

/** A client by name where the name is known, leading to the client's page. */
export function ClientLink({ id, name }: { id: string; name?: string }) {
  const { data } = useQuery({ ...clientNames, enabled: !name });
  return <RecordLink id={id}>{name ?? data?.[id]}</RecordLink>;
}
