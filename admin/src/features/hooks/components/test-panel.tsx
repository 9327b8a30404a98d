import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { useWords } from "@hostler/ui/lib/ui-text";
import { formatRelative } from "@hostler/ui/lib/civil-date";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Select } from "@hostler/ui/select";
import { Input } from "@hostler/ui/input";
import { Textarea } from "@hostler/ui/textarea";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";

import { eventsIn, sampleOf } from "../../../code/lua-api";
import { luaApi } from "../../../code/use-lua-api";
import { pastEvents, testHook, type HookTrial, type TrialOn } from "../api/hooks";

import { TrialReport } from "./trial-report";

/** Runs what is written, kept or not, on an event: what it would do is shown and not done. */
export function TestPanel({ name, source }: { name: string; source: string }) {
  const { t } = useTranslation("hooks");
  const { locale } = useWords();
  const { data: api } = useQuery(luaApi);
  const [by, setBy] = useState<"sample" | "past">("sample");
  const heard = eventsIn(source);
  const past = useQuery({ ...pastEvents, enabled: by === "past" });
  const [chosen, setChosen] = useState("");
  const event = heard.includes(chosen) ? chosen : (heard[0] ?? "");
  const [typed, setTyped] = useState<{ event: string; text: string } | null>(null);
  const sample = typed && typed.event === event ? typed.text : api && event ? JSON.stringify(sampleOf(api, event), null, 2) : "";
  const [eventId, setEventId] = useState("");
  const [broken, setBroken] = useState("");
  const [trial, setTrial] = useState<HookTrial | null>(null);
  const test = useAct<TrialOn, HookTrial>({ run: (on) => testHook(name, source, on), onDone: setTrial });
  const go = () => {
    setBroken("");
    if (by === "past") return eventId.trim() ? void test.go({ event_id: eventId.trim() }) : setBroken(t("no_event_id"));
    try {
      void test.go({ event: JSON.parse(sample) as Record<string, unknown> });
    } catch {
      setBroken(t("no_json"));
    }
  };
  const fits = (past.data ?? []).filter((one) => heard.length === 0 || heard.includes(one.name));
  const fields = test.failure?.fields ?? {};
  return (
    <Card title={t("test")}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-muted-foreground">{t("test_text")}</p>
        <RadioGroup value={by} onValueChange={(next) => setBy(next as "sample" | "past")} aria-label={t("test_by")} className="flex-row gap-4">
          <RadioItem value="sample">{t("by_sample")}</RadioItem>
          <RadioItem value="past">{t("by_past")}</RadioItem>
        </RadioGroup>
        {by === "sample" ? (
          <>
            {heard.length > 1 && (
              <Field label={t("event")}>
                <Select value={event} onValueChange={setChosen} options={heard.map((value) => ({ value, label: value }))} />
              </Field>
            )}
            <Field label={t("event_json")} help={t("event_json_help")} error={broken || fields.event || fields["event.payload"]}>
              <Textarea className="max-h-72 font-mono text-xs" rows={8} spellCheck={false} value={sample} onChange={(change) => setTyped({ event, text: change.target.value })} />
            </Field>
          </>
        ) : (
          <>
            {fits.length > 0 && (
              <Field label={t("recent")} help={t("recent_help")}>
                <Select
                  value={fits.some((one) => one.id === eventId) ? eventId : ""}
                  onValueChange={setEventId}
                  placeholder={t("choose_event")}
                  options={fits.map((one) => ({ value: one.id, label: `${one.name}, ${formatRelative(one.at, locale)}` }))}
                />
              </Field>
            )}
            <Field label={t("event_id")} help={fits.length > 0 ? undefined : t("event_id_help")} error={broken || fields.event_id}>
              <Input value={eventId} className="font-mono" spellCheck={false} autoComplete="off" placeholder="evt_…" onChange={(change) => setEventId(change.target.value)} />
            </Field>
          </>
        )}
        <Button variant="secondary" className="self-start" busy={test.busy} onClick={go}>
          {!test.busy && <FlaskConical aria-hidden />}
          {t("try")}
        </Button>
        {test.failure && <FormFailure failure={{ ...test.failure, text: fields.source ?? test.failure.text }} />}
        {trial && <TrialReport trial={trial} />}
      </div>
    </Card>
  );
}
