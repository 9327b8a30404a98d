import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useQuery } from "@tanstack/react-query";

import { invoicesOf } from "../api/payment";

/** The invoices that a payment was for, as they stand now. */
export function PaidInvoices({ ids }: { ids: string[] }) {
  const Link = useLink();
  const invoices = useQuery({ ...invoicesOf(ids), enabled: ids.length > 0 }).data ?? [];
  if (invoices.length === 0) return null;
  return (
    <ul className="divide-y rounded-md border">
      {invoices.map((invoice) => (
        <li key={invoice.id} className="flex min-h-11 flex-wrap items-center gap-x-3 px-3 py-1.5 text-sm">
          <Link href={`/invoices/${invoice.id}`} className="inline-flex min-h-6 items-center font-mono hover:underline">
            {invoice.number}
          </Link>
          <StatusBadge state={invoice.status} />
          <Money value={invoice.total} mono className="ms-auto" />
        </li>
      ))}
    </ul>
  );
}
