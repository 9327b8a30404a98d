import { Button } from "@hostler/ui/button";
import { CivilDate } from "@hostler/ui/date";
import { civilText, parseCivil } from "@hostler/ui/lib/civil-date";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { ReactNode } from "react";

import { tldOf } from "../../../names/tlds";
import { isUnderWay, workOf, type Domain, type Step } from "../api/domains";

import { RenewButton } from "./renew-button";
import { hasOpenRenewal } from "./story";
import { useTlds } from "./use-renewal-price";

function daysAfter(day: string, count: number): string {
  const from = parseCivil(day);
  if (!from) return day;
  const at = new Date(Date.UTC(from.year, from.month - 1, from.day + count));
  return civilText({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() });
}

/** What is the case with it and what happens next, where it is not simply there. */
export function DomainNotice({ domain, steps }: { domain: Domain; steps: Step[] }) {
  const { t } = useTranslation("domains");
  const work = workOf(domain);
  const open = hasOpenRenewal(steps);
  const failed = domain.status === "failed";
  if (work === "attention" || failed)
    return (
      <At tone="warning" title={t(failed ? "notice.failed" : "notice.attention")}>
        {t(failed ? "notice.failed_text" : "notice.attention_text")}
      </At>
    );
  if (isUnderWay(domain))
    return (
      <At tone="working" title={t(`notice.${work}`)}>
        {t("notice.work_text")}
      </At>
    );
  if (domain.status === "pending")
    return (
      <At tone="info" title={t("notice.unpaid")} action={<Pay />}>
        {t("notice.unpaid_text")}
      </At>
    );
  if (domain.status === "expired" || domain.status === "redemption") return <Late domain={domain} open={open} />;
  if (domain.status === "transferred_away" || domain.status === "cancelled")
    return (
      <At tone="info" title={t(`notice.${domain.status}`)}>
        {t("notice.gone_text")}
      </At>
    );
  if (open)
    return (
      <At tone="info" title={t("notice.renewal_open")} action={<Pay />}>
        {t("notice.renewal_open_text")}
      </At>
    );
  return null;
}

function At(props: { tone: "info" | "warning" | "working" | "danger"; title: string; action?: ReactNode; children: ReactNode }) {
  return <Notice {...props} className="mb-4" />;
}

function Pay() {
  const { t } = useTranslation("domains");
  const Link = useLink();
  return (
    <Button asChild>
      <Link href="/invoices?status=unpaid">{t("notice.pay")}</Link>
    </Button>
  );
}

/** Past its expiry: until when it comes back, and at what price. */
function Late({ domain, open }: { domain: Domain; open: boolean }) {
  const { t } = useTranslation("domains");
  const tld = tldOf(domain.name, useTlds());
  const redeems = domain.status === "redemption";
  const fee = redeems ? tld?.restore_fee : tld?.grace_fee;
  const lastDay = tld && domain.expires_on && daysAfter(domain.expires_on, tld.grace_days + (redeems ? tld.redemption_days : 0));
  return (
    <At tone="danger" title={t(redeems ? "notice.redemption" : "notice.expired")} action={open ? <Pay /> : <RenewButton domains={[domain]} />}>
      {t(redeems ? "notice.redemption_text" : "notice.expired_text")}
      {lastDay && (
        <>
          {" "}
          {t("notice.last_day")} <CivilDate value={lastDay} className="font-medium text-foreground" />.
        </>
      )}
      {fee && fee.amount > 0 && (
        <>
          {" "}
          {t("notice.fee")} <Money value={fee} className="font-medium text-foreground" />.
        </>
      )}
    </At>
  );
}
