import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { Skeleton } from "@hostler/ui/skeleton";
import { proformaOf } from "@hostler/web-kit/proforma";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { useQuery } from "@tanstack/react-query";
import { FileDown, FileX } from "lucide-react";

import { getEInvoice, keepEInvoice } from "../api/e-invoice";
import type { Invoice } from "../api/list-invoices";

/** Only what a registered buyer gets goes to the portal; the engine refuses to make the document for others. */
export function EInvoice({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const { gstin } = (invoice.buyer ?? {}) as { gstin?: string };
  if (!gstin)
    return (
      <Card>
        <EmptyState icon={FileX} title={t("no_e_invoice")}>
          {t("no_e_invoice_text")}
        </EmptyState>
      </Card>
    );
  if (proformaOf(invoice).still)
    return (
      <Card>
        <EmptyState icon={FileX} title={t("proforma")}>
          {t("no_e_invoice_yet")}
        </EmptyState>
      </Card>
    );
  return <Registered invoice={invoice} />;
}

/** The document as the e-invoice portal takes it, and what the portal answered. */
function Registered({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const query = useQuery(getEInvoice(invoice.id));
  return (
    <Card
      title={t("e_invoice")}
      action={
        <ActButton
          size="sm"
          label={t("keep_irn")}
          title={t("keep_irn_title", { number: invoice.number })}
          consequence={t("keep_irn_text")}
          confirm={t("keep")}
          fields={[
            { name: "irn", label: t("irn"), required: true, help: t("irn_help") },
            { name: "ack_number", label: t("ack_number"), required: true },
            { name: "ack_date", label: t("ack_date"), required: true },
            { name: "signed_qr", label: t("signed_qr"), kind: "multiline", required: true },
          ]}
          check={(values): Record<string, string> => (/^[0-9a-f]{64}$/.test(values.irn ?? "") ? {} : { irn: t("irn_help") })}
          run={(values) =>
            keepEInvoice(invoice.id, { irn: values.irn ?? "", ack_number: values.ack_number ?? "", ack_date: values.ack_date ?? "", signed_qr: values.signed_qr ?? "" })
          }
          done={t("irn_kept")}
          invalidates={["invoices"]}
        />
      }
    >
      <p className="pb-3 text-sm text-muted-foreground">{t("e_invoice_text")}</p>
      <Ask query={query} skeleton={<Skeleton className="h-64" />}>
        {(document) => {
          const json = JSON.stringify(document, null, 2);
          return (
            <div className="flex flex-col gap-3">
              <Button
                variant="secondary"
                size="sm"
                className="self-start"
                onClick={() => saveBlob(new Blob([json], { type: "application/json" }), `${invoice.number.replaceAll(/[^\w.-]+/g, "-")}.json`)}
              >
                <FileDown aria-hidden />
                {t("save_json")}
              </Button>
              {/* A region that scrolls must be reachable with the keyboard. */}
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <pre role="region" aria-label={t("e_invoice")} tabIndex={0} className="max-h-96 overflow-auto rounded-md bg-muted p-3 font-mono text-xs">
                {json}
              </pre>
            </div>
          );
        }}
      </Ask>
    </Card>
  );
}
