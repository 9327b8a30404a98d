import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { ClientTax } from "../api/tax";

/** What is known of a VAT number, from whom, and what follows from it. */
export function TaxNumberFacts({ tax }: { tax: ClientTax }) {
  const { t } = useTranslation("clients");
  const pending = tax.counts_while_pending ? t("tax_number.pending_counts") : t("tax_number.pending");
  return (
    <div className="flex flex-col gap-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge state={tax.standing} />
        <span className="text-muted-foreground">{!tax.applies ? t("tax_number.other_country") : tax.standing === "pending" ? pending : t(`tax_number.${tax.standing}`)}</span>
      </div>
      <DescriptionList
        columns={2}
        facts={[
          tax.name ? [t("tax_number.name"), tax.name] : null,
          tax.address ? [t("tax_number.address"), tax.address] : null,
          tax.reference
            ? [
                t("tax_number.reference"),
                <code key="reference" className="font-mono break-all">
                  {tax.reference}
                </code>,
              ]
            : null,
          tax.checked_by ? [t("tax_number.by"), tax.checked_by === "staff" ? t("tax_number.by_staff") : tax.checked_by] : null,
          tax.evidence ? [t("tax_number.evidence"), tax.evidence] : null,
          tax.last_failure
            ? [
                t("tax_number.failure"),
                <code key="failure" className="font-mono break-all">
                  {tax.last_failure}
                </code>,
              ]
            : null,
          tax.can_be_asked && tax.next_check_at ? [t("tax_number.next"), <Instant key="next" value={tax.next_check_at} />] : null,
        ]}
      />
    </div>
  );
}
