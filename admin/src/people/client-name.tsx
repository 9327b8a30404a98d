import { useQuery } from "@tanstack/react-query";

import { ClientLink } from "./client-link";
import { clientNames } from "./clients";

/** Who it belongs to, as a link to the client's page: for lists that know ids alone. Where the API tells who it is, `ClientLink` asks for nothing. */
export function ClientName({ id }: { id: string }) {
  const { data } = useQuery(clientNames);
  const name = data?.get(id);
  return <ClientLink id={id} client={name ? { name } : null} />;
}
