import { useLink } from "@hostler/ui/lib/link";

const pages: Record<string, string> = {
  acc: "/clients",
  svc: "/services",
  dom: "/domains",
  ord: "/orders",
  inv: "/invoices",
  srv: "/servers",
  job: "/jobs",
  opn: "/provider-operations",
  tkt: "/support",
};

/** The page of a thing by its id's beginning; null where things of its kind have none. */
export function pageOf(id: string): string | null {
  const start = id.slice(0, id.indexOf("_"));
  return pages[start] ? `${pages[start]}/${id}` : null;
}

/** An id, as a link where it leads somewhere. */
export function Subject({ id }: { id: string }) {
  const Link = useLink();
  const page = pageOf(id);
  if (!id) return "–";
  const text = <span className="font-mono text-xs whitespace-nowrap">{id}</span>;
  if (!page) return text;
  return (
    <Link href={page} className="inline-flex min-h-6 items-center hover:underline">
      {text}
    </Link>
  );
}
