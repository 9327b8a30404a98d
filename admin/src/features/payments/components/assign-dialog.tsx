import { Button } from "@hostler/ui/button";
import { CivilDate } from "@hostler/ui/date";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Client } from "../../../people/clients";
import { ClientPicker } from "../../../people/client-picker";
import type { Unmatched } from "../api/lists";
import { assignToInvoice, openInvoices } from "../api/unmatched";

/** Says which open invoice money is for: first whose, then which. */
export function AssignDialog({ row, onClose }: { row: Unmatched; onClose: () => void }) {
  const { t } = useTranslation("payments");
  const { locale, text } = useWords();
  const [client, setClient] = useState<Client | null>(null);
  const [invoice, setInvoice] = useState("");
  const amount = row.amount ? formatMoney(row.amount, locale) : "–";
  const act = useAct({
    run: (id: string, header) => assignToInvoice(row.id, id, header),
    done: t("unmatched.assigned", { amount }),
    invalidates: ["payments", "transactions", "invoices"],
    onDone: onClose,
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("unmatched.assign_title", { amount })}
        description={t("unmatched.assign_text")}
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {text("cancel")}
            </Button>
            <Button disabled={!invoice} busy={act.busy} onClick={() => void act.go(invoice)}>
              {t("unmatched.assign")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4 pb-3">
          <FormFailure failure={act.failure} />
          <Field label={t("client")}>
            <ClientPicker
              client={client}
              onChange={(next) => {
                setClient(next);
                setInvoice("");
              }}
            />
          </Field>
          {client && <OpenInvoices key={client.id} client={client.id} row={row} value={invoice} onChange={setInvoice} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function OpenInvoices({ client, row, value, onChange }: { client: string; row: Unmatched; value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation("payments");
  const query = useQuery(openInvoices(client));
  return (
    <Ask
      query={query}
      skeleton={<Skeleton className="h-24" />}
      isEmpty={(list) => list.length === 0}
      empty={<p className="text-sm text-muted-foreground">{t("unmatched.nothing_open")}</p>}
    >
      {(list) => (
        <RadioGroup value={value} onValueChange={onChange} aria-label={t("unmatched.open_invoices")}>
          {list.map((invoice) => {
            const other = row.amount && row.amount.currency !== invoice.currency;
            const exact = !other && row.amount?.amount === invoice.balance.amount;
            return (
              <RadioItem
                key={invoice.id}
                value={invoice.id}
                disabled={other}
                help={
                  <>
                    {t("unmatched.due")} <CivilDate value={invoice.due_date} />
                    {exact && ` · ${t("unmatched.exact")}`}
                    {other && ` · ${t("unmatched.other_currency")}`}
                  </>
                }
              >
                <span className="font-mono">{invoice.number}</span> · <Money value={invoice.balance} />
              </RadioItem>
            );
          })}
        </RadioGroup>
      )}
    </Ask>
  );
}
