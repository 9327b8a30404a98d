import { Button } from "@hostler/ui/button";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useNavigate } from "@tanstack/react-router";
import { FileCheck2, Pencil, Trash2 } from "lucide-react";
import { lazy, Suspense } from "react";

import { partyName } from "../../../documents/party";
import { discardDraft, issueDraft } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

import { InvoiceDocument } from "./invoice-document";

const DraftEditor = lazy(() => import("./draft-editor").then((module) => ({ default: module.DraftEditor })));

/** An invoice that is not issued yet: as it would be, or while it is written. */
export function DraftInvoice({ draft, tag }: { draft: Invoice; tag?: string }) {
  const { t } = useTranslation("invoices");
  const { locale } = useWords();
  const navigate = useNavigate();
  const [state, change] = useUrlState("edit");
  const editing = state.edit === "yes";
  const stop = () => change({ edit: undefined });
  const client = partyName(draft.buyer);
  const total = formatMoney(draft.total, locale);
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/invoices" }]}
        title={client || t("draft")}
        badge={<StatusBadge state="draft" />}
        actions={
          !editing && (
            <>
              <ActButton
                label={t("issue")}
                icon={FileCheck2}
                variant="primary"
                title={t("issue_title")}
                consequence={t("issue_text", { client, total })}
                run={(_, header) => issueDraft(draft.id, tag, header)}
                done={(invoice) => t("issued_toast", { number: invoice.number })}
                invalidates={["invoices"]}
              />
              <Button variant="secondary" onClick={() => change({ edit: "yes" }, true)}>
                <Pencil aria-hidden />
                {t("edit")}
              </Button>
              <ActButton
                label={t("discard")}
                icon={Trash2}
                danger
                title={t("discard_title")}
                consequence={t("discard_text", { client, total })}
                run={() => discardDraft(draft.id, tag)}
                done={t("discarded")}
                invalidates={["invoices"]}
                onDone={() => void navigate({ href: "/invoices?status=draft" } as never)}
              />
            </>
          )
        }
      />
      {editing ? (
        <Suspense fallback={<Skeleton className="h-96" />}>
          <DraftEditor draft={draft} tag={tag} onDone={stop} />
        </Suspense>
      ) : (
        <>
          <Notice tone="info" className="mb-4">
            {t("draft_text")}
          </Notice>
          <InvoiceDocument invoice={draft} />
        </>
      )}
    </>
  );
}
