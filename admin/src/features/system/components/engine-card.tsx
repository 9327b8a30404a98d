import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Seen } from "../api/system";

const tolerated = 30;

export function EngineCard({ seen: { facts, skew } }: { seen: Seen }) {
  const { t } = useTranslation("system");
  const sandbox = facts.environment === "sandbox";
  return (
    <>
      {!sandbox && Math.abs(skew) > tolerated && (
        <Notice tone="warning" title={t("skew", { seconds: Math.abs(skew) })}>
          {t("skew_text")}
        </Notice>
      )}
      <Card title={t("engine")}>
        <DescriptionList
          columns={3}
          facts={[
            [
              t("version"),
              <code key="version" className="font-mono">
                {facts.version}
              </code>,
            ],
            [t("environment"), sandbox ? t("sandbox") : t("production")],
            [t("mode"), facts.mode],
            [t("clock"), <Instant key="clock" value={facts.now} />],
            [t("database"), facts.database],
            [
              t("connections"),
              <span key="connections" className="tabular-nums">
                {t("used_of", { used: facts.connections.used, open: facts.connections.open })}
              </span>,
            ],
            [
              t("node"),
              <span key="node" className="tabular-nums">
                {facts.node}
              </span>,
            ],
            [
              t("nodes"),
              <span key="nodes" className="tabular-nums">
                {facts.nodes}
              </span>,
            ],
          ]}
        />
      </Card>
    </>
  );
}
