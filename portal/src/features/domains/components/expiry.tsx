import { CivilDate } from "@hostler/ui/date";
import { daysBetween, todayIn } from "@hostler/ui/lib/civil-date";
import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Domain } from "../api/domains";

/** Days that are left, by the registry's clock; below zero where it is over. Null where there is no expiry yet. */
export function daysLeft(domain: Pick<Domain, "expires_on">): number | null {
  return domain.expires_on ? daysBetween(todayIn("UTC"), domain.expires_on) : null;
}

/** The day, and how far it is. */
export function Expiry({ domain, className }: { domain: Domain; className?: string }) {
  const { t } = useTranslation("domains");
  const left = daysLeft(domain);
  if (!domain.expires_on || left === null) return "–";
  const near = left < 0 ? "text-destructive" : left <= 30 ? "text-warning" : "text-muted-foreground";
  return (
    <span className={className}>
      <CivilDate value={domain.expires_on} />{" "}
      <span className={cn("text-xs whitespace-nowrap", near)}>{left < 0 ? t("days_ago", { count: -left }) : t("days_left", { count: left })}</span>
    </span>
  );
}
