import { useLink } from "@hostler/ui/lib/link";

const places: Record<string, string> = {
  svc: "/services/",
  inv: "/invoices/",
  ord: "/orders/",
  dom: "/domains/",
  acc: "/clients/",
  tkt: "/support/",
  job: "/jobs/",
  srv: "/servers/",
  prd: "/products/",
};

/** A record by its id, leading to its page where it has one. */
export function RecordLink({ id }: { id: string }) {
  const Link = useLink();
  const place = places[id.split("_")[0] ?? ""];
  if (!place) return <span className="font-mono text-xs break-all">{id}</span>;
  return (
    <Link href={place + id} className="font-mono text-xs break-all text-primary hover:underline">
      {id}
    </Link>
  );
}
