import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";

import { eventsIn, sampleOf } from "../../../code/lua-api";
import { luaApi } from "../../../code/use-lua-api";
import { testHook, type HookTrial, type TrialOn } from "../api/hooks";

import { PastEventField } from "./past-event-field";
import { TrialReport } from "./trial-report";

/** Runs what is written, kept or not, on an event: what it would do is shown and not done. */
export function TestPanel({ name, source }: { name: string; source: string }) {
  const { t } = useTranslation("hooks");
  const { data: api } = useQuery(luaApi);
  const [by, setBy] = useState<"sample" | "past">("sample");
  const heard = eventsIn(source);
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
    if (by === "past") return eventId ? void test.go({ event_id: eventId }) : setBroken(t("no_event_id"));
    try {
      void test.go({ event: JSON.parse(sample) as Record<string, unknown> });
    } catch {
      setBroken(t("no_json"));
    }
  };
  const fields = test.failure?.fields ?? {};
  return (
    <Card title={t("test")}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-muted-foreground">{t("test_text")}</p>
        <RadioGroup
          value={by}
          onValueChange={(next) => {
            setBy(next as "sample" | "past");
            setBroken("");
          }}
          aria-label={t("test_by")}
          className="flex-row gap-4"
        >
          <RadioItem value="sample">{t("by_sample")}</RadioItem>
          <RadioItem value="past">{t("by_past")}</RadioItem>
        </RadioGroup>
        {heard.length > 1 && (
          <Field label={t("event")}>
            <Select
              value={event}
              onValueChange={(next) => {
                setChosen(next);
                setEventId("");
              }}
              options={heard.map((value) => ({ value, label: value }))}
            />
          </Field>
        )}
        {by === "sample" ? (
          <Field label={t("event_json")} help={t("event_json_help")} error={broken || fields.event || fields["event.payload"]}>
            <Textarea className="max-h-72 font-mono text-xs" rows={8} spellCheck={false} value={sample} onChange={(change) => setTyped({ event, text: change.target.value })} />
          </Field>
        ) : (
          <PastEventField event={event || undefined} value={eventId} onChange={setEventId} error={broken || fields.event_id} />
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
