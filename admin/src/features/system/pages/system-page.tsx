import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";

import { system } from "../api/system";
import { EngineCard } from "../components/engine-card";
import { PluginsCard } from "../components/plugins-card";
import { QueueCard } from "../components/queue-card";

export default function SystemPage() {
  const { t } = useTranslation("system");
  const Link = useLink();
  useTitle(t("title"));
  const query = useQuery(system);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          query.data?.facts.environment === "sandbox" && (
            <Button asChild variant="secondary">
              <Link href="/test-clock">
                <FlaskConical aria-hidden />
                {t("test_clock")}
              </Link>
            </Button>
          )
        }
      />
      <Ask query={query} skeleton={<Skeleton className="h-64" />}>
        {(seen) => (
          <div className="flex flex-col gap-4">
            <EngineCard seen={seen} />
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <QueueCard jobs={seen.facts.jobs} />
              <PluginsCard rows={seen.facts.plugins} />
            </div>
            <p className="text-xs text-muted-foreground">
              {t("terminal")} <code className="font-mono">hostler config check</code> · <code className="font-mono">hostler migrate --status</code> ·{" "}
              <code className="font-mono">hostler ledger verify</code> · <code className="font-mono">hostler audit verify</code>
            </p>
          </div>
        )}
      </Ask>
    </>
  );
}
