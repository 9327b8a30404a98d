import { useTranslation } from "@hostler/web-kit/react/texts";

import { RecordLink } from "../../../records/record-link";

/** The invoices that money is for. A payment knows their ids alone, which tell nobody anything. */
export function InvoiceLinks({ ids }: { ids: string[] | undefined }) {
  const { t } = useTranslation("payments");
  const all = ids ?? [];
  if (all.length === 0) return <>–</>;
  return (
    <span className="flex flex-wrap gap-x-2">
      {all.map((id, at) => (
        <RecordLink key={id} id={id}>
          <span title={id}>{all.length === 1 ? t("invoice") : t("invoice_nth", { n: at + 1 })}</span>
        </RecordLink>
      ))}
    </span>
  );
}
