import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { completeTds, type Tds } from "../api/tds";

/** The buyer's certificate, and the day on which the revenue office's statement showed it. */
export function CompleteTds({ tds, onClose }: { tds: Tds; onClose: () => void }) {
  const { t } = useTranslation("tds");
  const { locale } = useWords();
  return (
    <ActDialog
      onClose={onClose}
      title={t("complete_title")}
      consequence={t("complete_text", { amount: formatMoney(tds.amount, locale), section: tds.section })}
      confirm={t("save")}
      fields={[
        { name: "certificate", label: t("certificate"), value: tds.certificate ?? "", help: t("certificate_help") },
        { name: "matched_on", label: t("matched"), kind: "date", value: tds.matched_on ?? "", help: t("matched_help") },
      ]}
      check={(values): Record<string, string> => (values.certificate || values.matched_on ? {} : { certificate: t("say_one") })}
      run={(values) => completeTds(tds.id, { ...(values.certificate ? { certificate: values.certificate } : {}), ...(values.matched_on ? { matched_on: values.matched_on } : {}) })}
      done={t("saved")}
      invalidates={["tds"]}
    />
  );
}
