import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useSessionState } from "@hostler/web-kit/session";
import { ShieldAlert } from "lucide-react";

import { ActivityCard } from "../components/activity-card";
import { DueCard } from "../components/due-card";
import { ServicesCard } from "../components/services-card";
import { UpcomingCard } from "../components/upcoming-card";

export default function DashboardPage() {
  const { t } = useTranslation("dashboard");
  const Link = useLink();
  const { user, account } = useSessionState();
  useTitle(t("title"));
  return (
    <>
      <PageHeader title={t("title")} description={t("hello", { name: account?.first_name ?? user?.name ?? "" })} />
      {user && !user.two_factor && (
        <div className="mb-5 flex items-start gap-3 rounded-lg border border-warning/30 bg-warning/10 p-3.5">
          <ShieldAlert className="mt-0.5 size-5 shrink-0 text-warning" aria-hidden />
          <div>
            <p className="text-sm font-medium">{t("no_mfa_title")}</p>
            <p className="text-sm text-muted-foreground">{t("no_mfa_text")}</p>
          </div>
          <Button asChild variant="secondary" size="sm" className="ms-auto self-center">
            <Link href="/profile/security">{t("set_up")}</Link>
          </Button>
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <DueCard />
        <ServicesCard />
        <UpcomingCard />
        <ActivityCard />
      </div>
    </>
  );
}
