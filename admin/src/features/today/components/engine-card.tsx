import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { isPlatforms, system } from "../api/today";

export function EngineCard() {
  const { t } = useTranslation("today");
  const Link = useLink();
  const query = useQuery(system);
  if (isPlatforms(query.error)) return null;
  return (
    <Card
      title={t("engine")}
      action={
        <Button asChild variant="link" size="sm">
          <Link href="/system">{t("details")}</Link>
        </Button>
      }
    >
      <Ask query={query} skeleton={<Skeleton className="h-12" />}>
        {(facts) => (
          <DescriptionList
            columns={3}
            facts={[
              [
                t("version"),
                <span key="version">
                  <code className="font-mono">{facts.version}</code> · {facts.environment === "sandbox" ? t("sandbox") : t("production")}
                </span>,
              ],
              [t("clock"), <Instant key="clock" value={facts.now} />],
              [t("running"), t("running_text", { nodes: facts.nodes, plugins: facts.plugins.length })],
            ]}
          />
        )}
      </Ask>
    </Card>
  );
}
