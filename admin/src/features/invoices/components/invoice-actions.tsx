import { Button } from "@hostler/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { proformaOf } from "@hostler/web-kit/proforma";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Ban, BellRing, CircleDollarSign, Ellipsis, Eraser, FileMinus2, FilePlus2, FilePen, Undo2 } from "lucide-react";
import { useState } from "react";

import { partyName } from "../../../documents/party";
import { PdfButton } from "../../../documents/pdf-button";
import { sendReminder } from "../api/change-invoice";
import { getInvoicePdf, getProformaPdf } from "../api/get-invoice";
import { isOpen, type Invoice } from "../api/list-invoices";

import { ReissueInvoice, UnapplyCredit } from "./amend-invoice";
import { CreditInvoice } from "./credit-invoice";
import { DebitInvoice } from "./debit-invoice";
import { EndInvoice } from "./end-invoice";
import { MarkPaid } from "./mark-paid";

type Act = "mark_paid" | "remind" | "credit" | "debit" | "reissue" | "unapply" | "write_off" | "cancel";

/** What can be done with an invoice in the state that it is in. */
export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const { locale, text } = useWords();
  const [act, setAct] = useState<Act | null>(null);
  const open = isOpen(invoice);
  const stands = invoice.status !== "cancelled";
  const untouched = open && invoice.balance.amount === invoice.total.amount;
  // A proforma is no document that others correct: it is paid, or cancelled. Once something of it is paid or withheld,
  // what is left is credited or written off, which makes it a tax invoice first.
  const proforma = proformaOf(invoice);
  const legal = !proforma.still;
  const corrected = legal || (open && !untouched);
  const close = () => setAct(null);
  return (
    <>
      <PdfButton load={() => getInvoicePdf(invoice.id)} name={invoice.number} />
      {legal && proforma.number && <PdfButton load={() => getProformaPdf(invoice.id)} name={proforma.number} label={t("proforma_pdf")} />}
      {open && (
        <Button onClick={() => setAct("mark_paid")}>
          <CircleDollarSign aria-hidden />
          {t("mark_paid")}
        </Button>
      )}
      {stands && (
        <Menu>
          <MenuTrigger asChild>
            <Button variant="secondary" size="icon" aria-label={text("actions")}>
              <Ellipsis aria-hidden />
            </Button>
          </MenuTrigger>
          <MenuContent>
            {open && (
              <MenuItem onSelect={() => setAct("remind")}>
                <BellRing aria-hidden />
                {t("remind")}
              </MenuItem>
            )}
            {corrected && invoice.status !== "refunded" && (
              <MenuItem onSelect={() => setAct("credit")}>
                <FileMinus2 aria-hidden />
                {t("credit")}
              </MenuItem>
            )}
            {legal && invoice.kind !== "debit_note" && (
              <MenuItem onSelect={() => setAct("debit")}>
                <FilePlus2 aria-hidden />
                {t("debit")}
              </MenuItem>
            )}
            {legal && invoice.status !== "refunded" && (
              <MenuItem onSelect={() => setAct("reissue")}>
                <FilePen aria-hidden />
                {t("reissue")}
              </MenuItem>
            )}
            {open && !untouched && (
              <MenuItem onSelect={() => setAct("unapply")}>
                <Undo2 aria-hidden />
                {t("unapply")}
              </MenuItem>
            )}
            {open && <MenuSeparator />}
            {open && corrected && (
              <MenuItem danger onSelect={() => setAct("write_off")}>
                <Eraser aria-hidden />
                {t("write_off")}
              </MenuItem>
            )}
            {untouched && (
              <MenuItem danger onSelect={() => setAct("cancel")}>
                <Ban aria-hidden />
                {t("cancel")}
              </MenuItem>
            )}
          </MenuContent>
        </Menu>
      )}
      {act === "mark_paid" && <MarkPaid invoice={invoice} onClose={close} />}
      {act === "credit" && <CreditInvoice invoice={invoice} onClose={close} />}
      {act === "debit" && <DebitInvoice invoice={invoice} onClose={close} />}
      {act === "reissue" && <ReissueInvoice invoice={invoice} onClose={close} />}
      {act === "unapply" && <UnapplyCredit invoice={invoice} onClose={close} />}
      {(act === "cancel" || act === "write_off") && <EndInvoice invoice={invoice} how={act} onClose={close} />}
      {act === "remind" && (
        <ActDialog
          onClose={close}
          title={t("remind_title", { number: invoice.number })}
          consequence={t("remind_text", { client: partyName(invoice.buyer), open: formatMoney(invoice.balance, locale) })}
          confirm={t("send")}
          run={(_, header) => sendReminder(invoice.id, header)}
          done={t("reminded")}
          invalidates={["messages"]}
        />
      )}
    </>
  );
}
