import { useLink } from "@hostler/ui/lib/link";
import type { ReactNode } from "react";

// Where a record of each kind has its page, by the first letters of its id.
const places: Record<string, string> = {
  acc: "/clients",
  crn: "/credit-notes",
  dom: "/domains",
  inv: "/invoices",
  ord: "/orders",
  rcv: "/receipts",
  run: "/billing/runs",
  svc: "/services",
  tkt: "/support",
};

/** The page of a record, or null where it has none. */
export function placeOf(id: string): string | null {
  const place = places[id.slice(0, id.indexOf("_"))];
  return place ? `${place}/${id}` : null;
}

/** A record by its id, as a link where it has a page. Without words of its own it shows the id. */
export function RecordLink({ id, children }: { id: string; children?: ReactNode }) {
  const Link = useLink();
  const place = placeOf(id);
  const words = children ?? <span className="font-mono text-[0.92em]">{id}</span>;
  if (!place) return <>{words}</>;
  return (
    <Link href={place} className="inline-flex min-h-6 items-center wrap-anywhere hover:underline">
      {words}
    </Link>
  );
}
