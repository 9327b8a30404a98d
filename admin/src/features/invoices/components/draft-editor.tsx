import { Button } from "@hostler/ui/button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { rewriteDraft } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

import { InvoiceForm } from "./invoice-form";

/** Says which version its words are from, whatever is read anew meanwhile. */
export function DraftEditor({ draft, tag, onDone }: { draft: Invoice; tag?: string; onDone: () => void }) {
  const { t } = useTranslation("invoices");
  const [begun] = useState({ draft, tag });
  return (
    <InvoiceForm
      draft={begun.draft}
      send={(body, _, over) => rewriteDraft(draft.id, body, over ? undefined : begun.tag)}
      confirm={t("save")}
      done={t("rewritten")}
      onDone={onDone}
      aside={
        <Button variant="ghost" size="lg" onClick={onDone}>
          {t("stop_editing")}
        </Button>
      }
    />
  );
}
