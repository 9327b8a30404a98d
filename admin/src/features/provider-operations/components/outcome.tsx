import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Operation } from "../../../wire/operations";

/** What became of it, and what looking at the provider has found where the answer was lost. */
export function Outcome({ call }: { call: Operation }) {
  const { t } = useTranslation("provider-operations");
  const looked = call.located > 0 ? t("located", { count: call.located }) : null;
  if (call.state === "unknown" || call.state === "sent")
    return (
      <Notice tone={call.state === "unknown" ? "danger" : "info"} title={t(`outcome.${call.state}`)} className="mb-4">
        {t(`outcome.${call.state}_text`)} {looked ?? t("not_located")}
      </Notice>
    );
  if (call.state === "failed")
    return (
      <Notice tone="danger" title={t("outcome.failed")} className="mb-4">
        {t("outcome.failed_text")}
      </Notice>
    );
  if (call.state === "pending")
    return (
      <Notice tone="info" title={t("outcome.pending")} className="mb-4">
        {t("outcome.pending_text")} {looked}
      </Notice>
    );
  if (call.state === "succeeded" && looked)
    return (
      <Notice tone="success" title={t("outcome.found")} className="mb-4">
        {looked} {t("outcome.found_text")}
      </Notice>
    );
  return null;
}
