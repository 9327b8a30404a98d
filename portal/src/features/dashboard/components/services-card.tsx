import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { services } from "../api/overview";

export function ServicesCard() {
  const { t } = useTranslation("dashboard");
  const Link = useLink();
  return (
    <Card title={t("services")} flush>
      <Ask
        query={useQuery(services)}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(list) => (list.data ?? []).length === 0}
        empty={
          <p className="px-4 pt-1 pb-4 text-sm text-muted-foreground">
            {t("no_services")}{" "}
            <Link href="/order" className="text-primary underline underline-offset-4">
              {t("choose_plan")}
            </Link>
          </p>
        }
      >
        {(list) => (
          <ul className="divide-y pb-1">
            {(list.data ?? []).slice(0, 6).map((service) => (
              <li key={service.id} className="flex min-h-11 items-center justify-between gap-3 px-4 py-1.5">
                <span className="min-w-0">
                  <Link href={`/services/${service.id}`} className="inline-flex min-h-6 max-w-full items-center text-sm font-medium hover:underline">
                    <span className="truncate">{service.domain ?? service.hostname ?? service.id}</span>
                  </Link>
                </span>
                <StatusBadge state={service.status} />
              </li>
            ))}
          </ul>
        )}
      </Ask>
    </Card>
  );
}
