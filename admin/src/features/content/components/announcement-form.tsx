import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { addAnnouncement, changeAnnouncement, type Announcement } from "../api/announcements";

import { KeptDraft } from "./kept-draft";
import { fromLocal, toLocal } from "./local-time";
import { MarkdownField } from "./markdown-field";
import { useKept } from "./use-kept";

type When = "draft" | "now" | "at";

/** News: a draft, out at once, or out at a time. */
export function AnnouncementForm({ announcement, etag = null, onDone }: { announcement?: Announcement; etag?: string | null; onDone: (announcement: Announcement) => void }) {
  const { t } = useTranslation("content");
  const kept = useKept(`announcement.${announcement?.id ?? "new"}`, {
    title: announcement?.title ?? "",
    body: announcement?.body ?? "",
    when: (announcement?.published_at ? "at" : "draft") as When,
    at: toLocal(announcement?.published_at),
  });
  const { values, set } = kept;
  const [judged, setJudged] = useState(false);
  const act = useAct({
    run: (_: void, header) => {
      const published_at = values.when === "draft" ? null : values.when === "now" ? new Date().toISOString() : fromLocal(values.at);
      const body = { title: values.title.trim(), body: values.body, published_at };
      return announcement ? changeAnnouncement(announcement.id, body, etag) : addAnnouncement(body, header);
    },
    done: t("saved"),
    invalidates: ["announcements"],
    onDone: (done) => {
      kept.saved();
      onDone(done);
    },
  });
  const fields = act.failure?.fields ?? {};
  const save = () => {
    setJudged(true);
    if (values.title.trim() && values.body.trim() && (values.when !== "at" || fromLocal(values.at))) void act.go();
  };
  return (
    <div className="flex flex-col gap-4">
      {kept.keptAt !== null && <KeptDraft at={kept.keptAt} onDiscard={kept.discard} />}
      <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
      <Card>
        <div className="flex flex-col gap-4">
          <Field label={t("title_label")} error={fields.title ?? (judged && !values.title.trim() ? t("say_title") : undefined)}>
            <Input maxLength={200} value={values.title} onChange={(event) => set({ title: event.target.value })} />
          </Field>
          <RadioGroup value={values.when} onValueChange={(when) => set({ when: when as When })} aria-label={t("announcements.when")}>
            <RadioItem value="draft" help={t("announcements.draft_help")}>
              {t("announcements.draft")}
            </RadioItem>
            <RadioItem value="now">{t("announcements.now")}</RadioItem>
            <RadioItem value="at" help={t("announcements.at_help")}>
              {t("announcements.at")}
            </RadioItem>
          </RadioGroup>
          {values.when === "at" && (
            <Field label={t("announcements.moment")} error={fields.published_at ?? (judged && !fromLocal(values.at) ? t("say_moment") : undefined)} className="max-w-64">
              <Input type="datetime-local" value={values.at} onChange={(event) => set({ at: event.target.value })} />
            </Field>
          )}
        </div>
      </Card>
      <MarkdownField
        label={t("body")}
        value={values.body}
        onChange={(body) => set({ body })}
        most={50_000}
        error={fields.body ?? (judged && !values.body.trim() ? t("say_body") : undefined)}
      />
      <Button size="lg" className="self-start" busy={act.busy} onClick={save}>
        {t("save")}
      </Button>
    </div>
  );
}
