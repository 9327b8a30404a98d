import { Button } from "@hostler/ui/button";
import { CivilDate } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { isUnderWay, type Service } from "../../../sold/service";

/** What waits, what goes on, and what will be, where it is not simply running. */
export function StateNotice({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const Link = useLink();
  const { state, last_error: error } = service.provisioning;
  if (state === "attention")
    return (
      <Notice
        tone="danger"
        title={t("notice.attention")}
        className="mb-4"
        action={
          <Button asChild size="sm" variant="secondary">
            <Link href="/jobs?state=parked">{t("parked_jobs")}</Link>
          </Button>
        }
      >
        <span className="break-words">{error ?? t("notice.attention_text")}</span>
      </Notice>
    );
  if (isUnderWay(service))
    return (
      <Notice tone="info" title={t(`notice.${state}`)} className="mb-4">
        {t("notice.work_text")}
      </Notice>
    );
  if (service.status === "suspended")
    return (
      <Notice tone="warning" title={t(`notice.suspended_${service.suspension_reason ?? "staff"}`)} className="mb-4">
        {t(`notice.suspended_${service.suspension_reason ?? "staff"}_text`)}
      </Notice>
    );
  if (service.cancel_on)
    return (
      <Notice tone="info" title={t("notice.ends")} className="mb-4">
        {t("notice.ends_on")} <CivilDate value={service.cancel_on} />
      </Notice>
    );
  return null;
}
