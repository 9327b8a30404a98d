import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Select } from "@hostler/ui/select";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { dropShutdown, setShutdown } from "../api/act-on-instance";
import type { Instance } from "../api/instances";

const idleChoices = ["30", "60", "120", "240", "480", "1440"];

/** "2026-11-05T18:30" as the field has it, in the reader's own zone. */
function localText(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Stops it by itself: at a time, or when nothing happens on it. It goes on being paid for. */
export function AutoShutdown({ instance }: { instance: Instance }) {
  const { t } = useTranslation("compute");
  const queries = useQueryClient();
  const now = instance.auto_shutdown;
  const [mode, setMode] = useState(now?.at ? "at" : now?.after_idle ? "idle" : "off");
  const [at, setAt] = useState(() => localText(now?.at ? new Date(now.at) : new Date(Date.now() + 3_600_000)));
  const [idle, setIdle] = useState(() => String(now?.after_idle ?? 60));
  const { run, busy, failure } = useWrite(async (wanted: { at?: string; after_idle?: number } | null) => {
    if (wanted) await setShutdown(instance.id, wanted);
    else await dropShutdown(instance.id);
  });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = mode === "off" ? null : mode === "at" ? { at: new Date(at).toISOString() } : { after_idle: Number(idle) };
    if (await run(wanted)) await queries.invalidateQueries({ queryKey: ["instances", "one", instance.id] });
  };
  const choices = idleChoices.includes(idle) ? idleChoices : [...idleChoices, idle];
  return (
    <Card title={t("shutdown.title")}>
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
        <p className="text-sm text-muted-foreground">
          {now?.at ? (
            <>
              {t("shutdown.set_at")} <Instant value={now.at} />
            </>
          ) : now?.after_idle ? (
            t("shutdown.set_idle", { count: now.after_idle })
          ) : (
            t("shutdown.text")
          )}
        </p>
        <FormFailure failure={failure} />
        <RadioGroup value={mode} onValueChange={setMode} aria-label={t("shutdown.title")}>
          <RadioItem value="off">{t("shutdown.off")}</RadioItem>
          <RadioItem value="at">{t("shutdown.at")}</RadioItem>
          <RadioItem value="idle">{t("shutdown.idle")}</RadioItem>
        </RadioGroup>
        {mode === "at" && (
          <Field label={t("shutdown.when")}>
            <Input type="datetime-local" required value={at} min={localText(new Date())} onChange={(event) => setAt(event.target.value)} />
          </Field>
        )}
        {mode === "idle" && (
          <Field label={t("shutdown.how_long")}>
            <Select value={idle} onValueChange={setIdle} options={choices.map((value) => ({ value, label: t("shutdown.minutes", { count: Number(value) }) }))} />
          </Field>
        )}
        <Button type="submit" variant="secondary" className="self-end" busy={busy} disabled={mode === "off" && !now}>
          {t("shutdown.save")}
        </Button>
      </form>
    </Card>
  );
}
