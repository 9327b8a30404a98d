import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Rule } from "../../../automation/rules";
import { useWhyWords } from "../../../records/why-words";
import { useRuleWords } from "../../../records/words";
import { runRule, simulateRule, type RuleReport } from "../api/rules";

import { Counts } from "./counts";

interface RunDialogProps {
  rule: Rule;
  onClose: () => void;
  onRan: (report: RuleReport) => void;
}

/** What would happen is the question that is asked before it does. */
export function RunDialog({ rule, onClose, onRan }: RunDialogProps) {
  const { t } = useTranslation("rules");
  const words = useRuleWords();
  const why = useWhyWords();
  const { text } = useWords();
  const preview = useQuery({ queryKey: ["rule-preview", rule.name], queryFn: () => simulateRule(rule.name, {}), gcTime: 0, staleTime: 0 });
  const [held, setHeld] = useState<RuleReport | null>(null);
  const run = useAct<boolean, RuleReport>({
    run: (confirmed) => runRule(rule.name, confirmed),
    invalidates: ["rules", "rule-runs"],
    onDone: (report) => {
      if (report.state === "held") return setHeld(report);
      onClose();
      onRan(report);
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        role="alertdialog"
        title={t("run_title", { rule: words(rule) })}
        description={held ? t("held_text") : t("run_text")}
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {text("cancel")}
            </Button>
            <Button variant={held ? "destructive" : "primary"} busy={run.busy} disabled={!preview.data} onClick={() => void run.go(held !== null)}>
              {held ? t("run_anyway") : t("run_now")}
            </Button>
          </>
        }
      >
        <Ask query={preview} skeleton={<Skeleton className="h-16" />}>
          {(report) => (
            <div className="flex flex-col gap-2 pb-2 text-sm">
              <p>{t("looked_at", { count: report.rows, skipped: report.skipped })}</p>
              <p>
                {t("would")} <Counts counts={held?.counts ?? report.counts} />
              </p>
              {report.error && <FormFailure failure={{ text: why(report.error) }} />}
            </div>
          )}
        </Ask>
        {run.failure && <FormFailure failure={run.failure} />}
      </DialogContent>
    </Dialog>
  );
}
