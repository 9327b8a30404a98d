import { Badge } from "@hostler/ui/badge";
import { CodeBlock, prettyJson } from "@hostler/ui/code-block";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CircleSlash } from "lucide-react";

import type { HookRun, HookTrial } from "../api/hooks";

/** What the script made of the event: verdicts, what it logged, and what it would have done. */
export function TrialReport({ trial }: { trial: HookTrial }) {
  const { t } = useTranslation("hooks");
  return (
    <div role="status" className="flex flex-col gap-3">
      {trial.runs.length === 0 && (
        <p className="flex items-start gap-2 text-sm text-warning">
          <CircleSlash className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t("heard_nothing", { event: trial.event })}
        </p>
      )}
      {trial.runs.map((run, index) => (
        <Run key={index} run={run} />
      ))}
      <details className="text-xs text-muted-foreground">
        <summary className="inline-flex min-h-6 cursor-pointer items-center">{t("given")}</summary>
        <CodeBlock text={prettyJson(trial.payload)} label={t("given")} className="mt-1 text-foreground" />
      </details>
    </div>
  );
}

function Run({ run }: { run: HookRun }) {
  const { t } = useTranslation("hooks");
  const { locale } = useWords();
  const number = new Intl.NumberFormat(locale === "hi" ? "hi-IN" : "en-IN");
  return (
    <section className="rounded-md border p-3 text-sm" aria-label={`${run.event}, ${t("line", { line: run.line })}`}>
      <header className="flex flex-wrap items-center gap-2">
        <span className="font-mono text-xs">{run.event}</span>
        <span className="text-xs text-muted-foreground">{t("line", { line: run.line })}</span>
        <span className="ms-auto">
          {run.failure ? (
            <Badge tone="danger">{t("failed")}</Badge>
          ) : (
            <Badge tone={run.verdict === "refuse" ? "warning" : run.verdict === "amend" ? "info" : "success"}>{t(`verdict.${run.verdict ?? "pass"}`)}</Badge>
          )}
        </span>
      </header>
      {run.failure && (
        <div className="mt-2 text-destructive">
          <p className="break-words">{run.failure.message}</p>
          {run.failure.traceback && <CodeBlock text={run.failure.traceback} label={t("failed")} className="mt-1" />}
        </div>
      )}
      {run.refusal && (
        <p className="mt-2">
          <code className="font-mono text-xs">{run.refusal.code}</code> {run.refusal.sentence}
        </p>
      )}
      {run.amendment !== undefined && <CodeBlock text={prettyJson(run.amendment)} label={t("verdict.amend")} className="mt-2" />}
      <h4 className="mt-3 text-xs font-medium text-muted-foreground">{t("effects")}</h4>
      {run.effects.length === 0 ? (
        <p className="text-sm">{t("no_effects")}</p>
      ) : (
        <ul className="mt-1 flex flex-col gap-1">
          {run.effects.map((effect, index) => (
            <li key={index} className="rounded-md border border-dashed px-2 py-1 font-mono text-xs break-all">
              hostler.{effect.function}({JSON.stringify(effect.arguments)})
              {effect.refusal && <p className="mt-1 font-sans text-warning">{t("would_be_refused", { reason: effect.refusal })}</p>}
            </li>
          ))}
        </ul>
      )}
      {run.log.length > 0 && (
        <>
          <h4 className="mt-3 text-xs font-medium text-muted-foreground">{t("log")}</h4>
          <ul className="mt-1 flex flex-col gap-0.5 font-mono text-xs">
            {run.log.map((line, index) => (
              <li key={index} className="break-all">
                <span className="text-muted-foreground">{line.level}</span> {line.text} {line.facts && Object.keys(line.facts).length > 0 ? JSON.stringify(line.facts) : ""}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-3 text-xs text-muted-foreground tabular-nums">
        {t("cost", { time: number.format(run.took_microseconds), steps: number.format(run.steps), memory: number.format(Math.ceil(run.memory_bytes / 1024)) })}
      </p>
    </section>
  );
}
