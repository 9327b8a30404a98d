import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { lazy, Suspense, useState } from "react";

import { changeRule, type Rule } from "../../../automation/rules";

const Schedule = lazy(() => import("../../../automation/schedule"));

/** When it runs: in words, by the next five times, and as it is written. */
export function ScheduleCard({ rule }: { rule: Rule }) {
  const { t } = useTranslation(["rules", "desk"]);
  const [when, setWhen] = useState(rule.when);
  const save = useAct<string | null>({ run: (next) => changeRule(rule.name, { when: next }), done: t("desk:saved"), invalidates: ["rules"] });
  const changed = when.trim() !== rule.when;
  return (
    <Card title={t("schedule")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save.go(when.trim());
        }}
      >
        <Suspense fallback={<Skeleton className="h-36" />}>
          <Schedule when={when} stored={{ when: rule.when, next: rule.next_run }} />
        </Suspense>
        <Field label={t("cron")} help={t("cron_help")} error={save.failure?.fields.when}>
          <Input value={when} className="font-mono" spellCheck={false} autoComplete="off" onChange={(event) => setWhen(event.target.value)} />
        </Field>
        {save.failure && !save.failure.fields.when && <FormFailure failure={save.failure} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={save.busy} disabled={!changed}>
            {t("desk:save")}
          </Button>
          <Button variant="secondary" disabled={save.busy} onClick={() => void save.go(null)}>
            {t("as_shipped")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
