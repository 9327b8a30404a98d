import { Button } from "@hostler/ui/button";
import { CivilDate } from "@hostler/ui/date";
import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CirclePause, LoaderCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { isUnderWay, type Service } from "../api/services";

import { ResumeButton } from "./resume-button";

/** What is the case with it and what happens next, where it is not simply running. */
export function StateNotice({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const Link = useLink();
  const work = service.provisioning.state;
  if (work === "attention" || service.status === "failed")
    return <Notice tone="warning" icon={<TriangleAlert aria-hidden />} title={t("notice.attention")} text={t("notice.attention_text")} />;
  if (service.status === "suspended") {
    const reason = service.suspension_reason ?? "staff";
    return (
      <Notice
        tone="warning"
        icon={<CirclePause aria-hidden />}
        title={t(`notice.suspended_${reason}`)}
        text={t(`notice.suspended_${reason}_text`)}
        action={
          reason === "overdue" ? (
            <Button asChild>
              <Link href="/invoices?status=overdue">{t("notice.pay")}</Link>
            </Button>
          ) : reason === "client" ? (
            <ResumeButton id={service.id} />
          ) : undefined
        }
      />
    );
  }
  if (service.status === "pending" && work === "idle") {
    return (
      <Notice
        tone="info"
        icon={<CirclePause aria-hidden />}
        title={t("notice.unpaid")}
        text={t("notice.unpaid_text")}
        action={
          <Button asChild>
            <Link href="/invoices?status=unpaid">{t("notice.pay")}</Link>
          </Button>
        }
      />
    );
  }
  if (isUnderWay(service))
    return <Notice tone="info" icon={<LoaderCircle className="motion-safe:animate-spin" aria-hidden />} title={t(`notice.${work}`)} text={t("notice.work_text")} />;
  if (service.cancel_on)
    return (
      <Notice
        tone="info"
        icon={<TriangleAlert aria-hidden />}
        title={t("notice.ends")}
        text={
          <>
            {t("notice.ends_on")} <CivilDate value={service.cancel_on} />
          </>
        }
      />
    );
  return null;
}

function Notice({ tone, icon, title, text, action }: { tone: "info" | "warning"; icon: ReactNode; title: string; text: ReactNode; action?: ReactNode }) {
  return (
    <div
      role="status"
      className={cn(
        "mb-4 flex flex-wrap items-center gap-3 rounded-lg border p-3.5 [&>svg]:size-5 [&>svg]:shrink-0",
        tone === "warning" ? "border-warning/30 bg-warning/10 [&>svg]:text-warning" : "border-info/30 bg-info/10 [&>svg]:text-info",
      )}
    >
      {icon}
      <div className="min-w-48 flex-1">
        <p className="text-sm font-medium">{title}</p>
        <p className="text-sm text-muted-foreground">{text}</p>
      </div>
      {action}
    </div>
  );
}
