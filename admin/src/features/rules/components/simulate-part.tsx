import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { FlaskConical } from "lucide-react";
import { useState } from "react";

import { simulateRule, type RuleReport } from "../api/rules";

import { Report } from "./late-report";

/** What the rule would decide on a day: nothing happens. */
export function SimulatePart({ name, source }: { name: string; source?: string }) {
  const { t } = useTranslation("rules");
  const [{ date }, setUrl] = useUrlState("date");
  const day = date ?? todayIn();
  const [report, setReport] = useState<RuleReport | null>(null);
  const simulate = useAct<string, RuleReport>({ run: (on) => simulateRule(name, { date: on, ...(source === undefined ? {} : { source }) }), onDone: setReport });
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void simulate.go(day);
          }}
        >
          <Field label={t("on_day")} error={simulate.failure?.fields.date} className="w-48">
            <Input type="date" value={day} onChange={(event) => setUrl({ date: event.target.value || undefined })} />
          </Field>
          <Button type="submit" busy={simulate.busy}>
            {!simulate.busy && <FlaskConical aria-hidden />}
            {t("simulate")}
          </Button>
          <p className="basis-full text-xs text-muted-foreground">{source === undefined ? t("simulate_text") : t("simulate_source_text")}</p>
        </form>
        {simulate.failure && !simulate.failure.fields.date && <FormFailure failure={{ ...simulate.failure, text: simulate.failure.fields.source ?? simulate.failure.text }} />}
      </Card>
      {report && <Report report={report} />}
    </div>
  );
}
