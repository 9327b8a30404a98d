import { formatCivil } from "@hostler/ui/lib/civil-date";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Send } from "lucide-react";

import { sendQuote, type Quote } from "../api/quotes";

/** From then on the client sees it and may accept it. */
export function SendQuote({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  const { locale } = useWords();
  return (
    <ActButton
      label={quote.status === "draft" ? t("send") : t("send_again")}
      icon={Send}
      variant={quote.status === "draft" ? "primary" : "secondary"}
      title={t("send_title")}
      consequence={t("send_text", { total: formatMoney(quote.total, locale), until: formatCivil(quote.valid_until, locale, "long") })}
      run={(_, header) => sendQuote(quote.id, header)}
      done={t("sent")}
      invalidates={["quotes"]}
    />
  );
}
