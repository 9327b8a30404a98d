import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { PlayCircle } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import type { Rule } from "../../../automation/rules";
import { useRuleWords } from "../../../records/words";
import { getRule, type RuleReport } from "../api/rules";
import { Report } from "../components/late-report";
import { RuleSwitch } from "../components/rule-switch";
import { ScheduleCard } from "../components/schedule-card";
import { SettingsCard } from "../components/settings-card";

const HistoryPart = lazy(() => import("../components/history-part").then((module) => ({ default: module.HistoryPart })));
const SimulatePart = lazy(() => import("../components/simulate-part").then((module) => ({ default: module.SimulatePart })));
const SourcePart = lazy(() => import("../components/source-part").then((module) => ({ default: module.SourcePart })));
const RunDialog = lazy(() => import("../components/run-dialog").then((module) => ({ default: module.RunDialog })));

export default function RulePage() {
  const { t } = useTranslation("rules");
  const { name = "" } = useParams({ strict: false }) as { name?: string };
  const words = useRuleWords();
  const query = useQuery(getRule(name));
  useTitle(query.data ? words(query.data) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(rule) => <One rule={rule} />}
    </Ask>
  );
}

function One({ rule }: { rule: Rule }) {
  const { t } = useTranslation("rules");
  const words = useRuleWords();
  const [running, setRunning] = useState(false);
  const [report, setReport] = useState<RuleReport | null>(null);
  // Forms begin anew once what is stored has changed.
  const version = JSON.stringify([rule.when, rule.settings, rule.source]);
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/automation/rules" }]}
        title={words(rule)}
        description={<span className="font-mono text-xs">{rule.name}</span>}
        badge={
          <>
            <StatusBadge state={rule.enabled ? "on" : "off"} />
            {rule.own && <Badge tone="info">{t("own")}</Badge>}
            {rule.failures > 0 && <Badge tone="danger">{t("failures", { count: rule.failures })}</Badge>}
          </>
        }
        actions={
          <>
            <RuleSwitch rule={rule} />
            <Button variant="secondary" onClick={() => setRunning(true)}>
              <PlayCircle aria-hidden />
              {t("run_now")}
            </Button>
          </>
        }
      />
      {running && (
        <Suspense fallback={null}>
          <RunDialog rule={rule} onClose={() => setRunning(false)} onRan={setReport} />
        </Suspense>
      )}
      {report && (
        <section aria-label={t("ran")} className="mb-6">
          <h2 className="mb-2 text-sm font-semibold">{t("ran")}</h2>
          <Report report={report} />
        </section>
      )}
      <UrlTabs
        label={t("parts")}
        drops={["date", "run"]}
        tabs={[
          {
            id: "policy",
            label: t("policy"),
            content: () => (
              <div className="grid items-start gap-4 lg:grid-cols-2">
                <ScheduleCard key={`when${version}`} rule={rule} />
                <SettingsCard key={`settings${version}`} rule={rule} />
              </div>
            ),
          },
          { id: "simulate", label: t("simulate"), content: () => <SimulatePart name={rule.name} /> },
          { id: "history", label: t("history"), content: () => <HistoryPart name={rule.name} /> },
          { id: "source", label: t("source"), content: () => <SourcePart key={version} rule={rule} /> },
        ]}
      />
    </>
  );
}
