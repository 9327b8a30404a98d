import { useLink } from "@hostler/ui/lib/link";
import type { components } from "@hostler/web-kit/schema";

type ClientRef = Pick<components["schemas"]["ClientRef"], "name" | "company">;

/** Whose something is, as the API tells it beside; the id for who may not read clients. */
export function ClientLink({ id, client }: { id: string; client: ClientRef | null | undefined }) {
  const Link = useLink();
  return (
    <Link href={`/clients/${id}`} className="inline-flex min-h-6 items-center hover:underline">
      {client ? client.company || client.name : <span className="font-mono text-xs break-all">{id}</span>}
    </Link>
  );
}
