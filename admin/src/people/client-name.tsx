import { useLink } from "@hostler/ui/lib/link";
import { useQuery } from "@tanstack/react-query";

import { clientNames } from "./clients";

/** Who it belongs to, as a link to the client's page. */
export function ClientName({ id }: { id: string }) {
  const Link = useLink();
  const { data } = useQuery(clientNames);
  const name = data?.get(id);
  return (
    <Link href={`/clients/${id}`} className="inline-flex min-h-6 items-center hover:underline">
      {name ?? <span className="font-mono text-xs break-all">{id}</span>}
    </Link>
  );
}
