import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { workOf, type Domain } from "../../../sold/domain";

/** What waits or goes on at the registrar. */
export function DomainNotice({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const { state, error } = workOf(domain);
  if (state === "attention")
    return (
      <Notice tone="danger" title={t("notice.attention")} className="mb-4">
        <span className="break-words">{error ?? t("notice.attention_text")}</span>
      </Notice>
    );
  if (state !== "idle")
    return (
      <Notice tone="info" title={t(`notice.${state}`)} className="mb-4">
        {t("notice.work_text")} {error}
      </Notice>
    );
  if (domain.status === "redemption" || domain.status === "expired")
    return (
      <Notice tone="warning" title={t(`notice.${domain.status}`)} className="mb-4">
        {t(`notice.${domain.status}_text`)}
      </Notice>
    );
  return null;
}
