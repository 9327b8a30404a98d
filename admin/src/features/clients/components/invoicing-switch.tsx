import { Notice } from "@hostler/ui/notice";
import { useAct } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { SwitchField } from "../../../forms/switch-field";
import { getInvoicing, setInvoicing } from "../api/belongings";

/** Whether this client gets an invoice for each renewal, where others get one for a day. */
export function InvoicingSwitch({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const query = useQuery(getInvoicing(id));
  const act = useAct({ run: (separate: boolean) => setInvoicing(id, separate), done: t("invoicing_saved"), invalidates: ["clients"] });
  if (!query.data) return null;
  return (
    <div className="mb-4 flex flex-col gap-3">
      <SwitchField label={t("separate_invoices")} help={t("separate_invoices_help")} checked={query.data.separate_invoices} onChange={(separate) => void act.go(separate)} />
      {act.failure && <Notice tone="danger">{act.failure.text}</Notice>}
    </div>
  );
}
