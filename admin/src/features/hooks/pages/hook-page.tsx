import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { History } from "lucide-react";

import { CodeEditor } from "../../../code/code-editor";
import { useLuaCompletion } from "../../../code/use-lua-api";
import { SaveBar } from "../../../forms/save-bar";
import { useDraft } from "../../../forms/use-draft";
import { getHook, saveHook, type Hook } from "../api/hooks";
import { FailuresCard } from "../components/failures-card";
import { HookActs } from "../components/hook-acts";
import { TestPanel } from "../components/test-panel";

export default function HookPage() {
  const { t } = useTranslation("hooks");
  const Link = useLink();
  const { name = "" } = useParams({ strict: false }) as { name?: string };
  const query = useQuery(getHook(name));
  useTitle(name || t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(hook) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/automation/hooks" }]}
            title={<span className="font-mono">{hook.name}</span>}
            badge={
              <>
                <StatusBadge state={hook.enabled ? "on" : "off"} />
                {(hook.events ?? []).map((event) => (
                  <Badge key={event} className="font-mono">
                    {event}
                  </Badge>
                ))}
              </>
            }
            description={
              <>
                {t("updated")} <Instant value={hook.updated_at} relative />
                {(hook.needs ?? []).length > 0 && (
                  <span className="block">
                    {t("needs")} <span className="font-mono text-xs break-all">{(hook.needs ?? []).join(", ")}</span>
                  </span>
                )}
              </>
            }
            actions={
              <>
                <Button asChild variant="ghost">
                  <Link href={`/automation/hooks/${name}/versions`}>
                    <History aria-hidden />
                    {t("versions")}
                  </Link>
                </Button>
                <HookActs hook={hook} />
              </>
            }
          />
          <Script key={name} hook={hook} />
        </>
      )}
    </Ask>
  );
}

function Script({ hook }: { hook: Hook }) {
  const { t } = useTranslation(["hooks", "desk"]);
  const complete = useLuaCompletion();
  const { draft, change, dirty, discard, settle } = useDraft(() => ({ source: hook.source ?? "" }));
  const save = useAct<string, Hook>({
    run: (source) => saveHook(hook.name, { source }),
    done: t("desk:saved"),
    invalidates: ["hooks"],
    onDone: (saved) => settle({ source: saved.source ?? "" }),
  });
  return (
    <>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <CodeEditor
              label={t("source")}
              language="lua"
              value={draft.source}
              onChange={(source) => change({ source })}
              complete={complete}
              error={save.failure?.fields.source}
              help={t("source_help")}
            />
            {save.failure && !save.failure.fields.source && (
              <div className="mt-3">
                <FormFailure failure={save.failure} />
              </div>
            )}
          </Card>
          <FailuresCard hook={hook} />
        </div>
        <TestPanel name={hook.name} source={draft.source} />
      </div>
      <SaveBar
        dirty={dirty}
        busy={save.busy}
        onSave={() => void save.go(draft.source)}
        onDiscard={() => {
          save.clear();
          discard();
        }}
      />
    </>
  );
}
