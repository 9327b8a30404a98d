import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useNavigate } from "@tanstack/react-router";

import { draftQuote } from "../api/quotes";
import { QuoteForm } from "../components/quote-form";

export default function NewQuotePage() {
  const { t } = useTranslation("quotes");
  const navigate = useNavigate();
  useTitle(t("new"));
  return (
    <>
      <PageHeader title={t("new")} description={t("new_text")} trail={[{ label: t("title"), href: "/quotes" }]} />
      <QuoteForm
        send={({ notes, ...body }, account, header) => draftQuote({ ...body, account, ...(notes ? { notes } : {}) }, header)}
        confirm={t("draft")}
        done={t("drafted")}
        onDone={(quote) => void navigate({ href: `/quotes/${quote.id}` } as never)}
      />
    </>
  );
}
