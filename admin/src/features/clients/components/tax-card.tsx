import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import type { Client } from "../../../people/clients";
import { getTax } from "../api/tax";

import { TaxNumberActs } from "./tax-number-acts";
import { TaxNumberEdit } from "./tax-number-edit";
import { TaxNumberFacts } from "./tax-number-facts";

/** How a client is taxed, and what the register said of its number. */
export function TaxCard({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  return (
    <Card title={t("tax")}>
      <Ask query={useQuery(getTax(client.id))} skeleton={<Skeleton className="h-20" />}>
        {(tax) => (
          <div className="flex flex-col gap-4">
            <DescriptionList
              columns={2}
              facts={[
                client.pan
                  ? [
                      t("pan"),
                      <code key="pan" className="font-mono">
                        {client.pan}
                      </code>,
                    ]
                  : null,
                [
                  t("gstin"),
                  client.gstin ? (
                    <code key="gstin" className="font-mono">
                      {client.gstin}
                    </code>
                  ) : (
                    t("none")
                  ),
                ],
                tax.tax_id
                  ? [
                      t("tax_id"),
                      <code key="tax" className="font-mono">
                        {tax.tax_id}
                      </code>,
                    ]
                  : null,
                tax.checked_at ? [t("checked"), <Instant key="checked" value={tax.checked_at} />] : null,
                tax.sez ? [t("sez"), t("yes")] : null,
                [t("tax_exempt"), client.tax_exempt ? (client.exemption_reason ?? t("yes")) : t("no")],
              ]}
            />
            {tax.tax_id && <TaxNumberFacts tax={tax} />}
            <div className="flex flex-wrap items-center gap-2">
              <TaxNumberEdit client={client} tax={tax} />
              {tax.tax_id && <TaxNumberActs id={client.id} number={tax.tax_id} canBeAsked={tax.can_be_asked} />}
            </div>
          </div>
        )}
      </Ask>
    </Card>
  );
}
