import { Card } from "@hostler/ui/card";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { account, saveGstin, saveVatNumber, vatNumber } from "../api/tax";

import { TaxNumber } from "./tax-number";
import { VatStanding } from "./vat-standing";

/** What the tax of an invoice depends on: GSTIN and PAN in India, a VAT number elsewhere. */
export function TaxIds() {
  const { t } = useTranslation("methods");
  const Link = useLink();
  const known = useQuery(account);
  const abroad = known.data !== undefined && known.data.address.country !== "IN";
  const vat = useQuery({ ...vatNumber, enabled: abroad });
  return (
    <Card title={t("tax.title")}>
      <Ask query={known} skeleton={<Skeleton className="h-32" />}>
        {(mine) => (
          <div className="flex flex-col gap-4">
            {mine.address.country === "IN" ? (
              <>
                <TaxNumber
                  key={mine.gstin ?? ""}
                  field="gstin"
                  label={t("tax.gstin")}
                  help={t("tax.gstin_help")}
                  longest={15}
                  value={mine.gstin ?? ""}
                  run={saveGstin}
                  invalidates={["account"]}
                />
                <DescriptionList
                  facts={[
                    [
                      t("tax.pan"),
                      <span key="pan" className="font-mono">
                        {mine.pan ?? t("tax.no_pan")}
                      </span>,
                    ],
                  ]}
                />
              </>
            ) : (
              <Ask query={vat} skeleton={<Skeleton className="h-20" />}>
                {(number) => (
                  <>
                    <TaxNumber
                      key={number.tax_id ?? ""}
                      field="tax_id"
                      label={t("tax.vat")}
                      help={t("tax.vat_help")}
                      longest={30}
                      value={number.tax_id ?? ""}
                      run={saveVatNumber}
                      invalidates={["billing-tax-id"]}
                    />
                    <VatStanding number={number} />
                  </>
                )}
              </Ask>
            )}
            <p className="text-xs text-muted-foreground">
              {t("tax.issued")}{" "}
              <Link href="/profile" className="text-primary underline underline-offset-4">
                {t("tax.to_profile")}
              </Link>
            </p>
          </div>
        )}
      </Ask>
    </Card>
  );
}
