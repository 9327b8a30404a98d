import { answer } from "@hostler/web-kit/api-client";
import { useQuery } from "@tanstack/react-query";

import { api } from "../api/client";
import { RecordLink } from "../records/record-link";

/** An invoice of which only the id is known, by the number that people know. Who may not read it sees the id. */
export function InvoiceNumber({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ["invoices", "one", id],
    retry: false,
    queryFn: ({ signal }) => answer(api.GET("/admin/invoices/{id}", { params: { path: { id } }, signal })),
  });
  return <RecordLink id={id}>{data?.number ? <span className="font-mono text-xs">{data.number}</span> : undefined}</RecordLink>;
}
