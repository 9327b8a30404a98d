import { RecordLink } from "../../../records/record-link";

/** The invoices that money is for. */
export function InvoiceLinks({ ids }: { ids: string[] | undefined }) {
  return (
    <span className="flex flex-wrap gap-x-2">
      {(ids ?? []).map((id) => (
        <RecordLink key={id} id={id} />
      ))}
    </span>
  );
}
