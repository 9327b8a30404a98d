import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { putLegal, type LegalText } from "../api/legal";

import { KeptDraft } from "./kept-draft";
import { MarkdownField } from "./markdown-field";
import { useKept } from "./use-kept";

const slugLook = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A legal text: each saving is a version of its own, and the older ones stay to be read. */
export function LegalForm({ text, etag = null, onDone }: { text?: LegalText; etag?: string | null; onDone: (text: LegalText) => void }) {
  const { t } = useTranslation("content");
  const kept = useKept(`legal.${text?.slug ?? "new"}`, { slug: text?.slug ?? "", title: text?.title ?? "", position: String(text?.position ?? 0), body: text?.body ?? "" });
  const { values, set } = kept;
  const [judged, setJudged] = useState(false);
  const [asking, setAsking] = useState(false);
  const act = useAct({
    run: () => putLegal(values.slug.trim(), { title: values.title.trim(), body: values.body, position: Number(values.position) || 0 }, etag),
    done: (saved) => t("legal.published", { version: saved.version }),
    invalidates: ["legal"],
    onDone: (saved) => {
      kept.saved();
      onDone(saved);
    },
  });
  const fields = act.failure?.fields ?? {};
  const goodSlug = slugLook.test(values.slug.trim());
  const ask = () => {
    setJudged(true);
    if (values.title.trim() && values.body.trim() && goodSlug) setAsking(true);
  };
  return (
    <div className="flex flex-col gap-4">
      {kept.keptAt !== null && <KeptDraft at={kept.keptAt} onDiscard={kept.discard} />}
      <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
      <Card>
        <div className="grid gap-4 sm:grid-cols-[2fr_1fr_6rem]">
          <Field label={t("title_label")} error={fields.title ?? (judged && !values.title.trim() ? t("say_title") : undefined)}>
            <Input maxLength={200} value={values.title} onChange={(event) => set({ title: event.target.value })} />
          </Field>
          <Field label={t("slug")} help={t("legal.slug_help")} error={fields.slug ?? (judged && !goodSlug ? t("legal.say_slug") : undefined)}>
            <Input className="font-mono" maxLength={80} disabled={Boolean(text)} spellCheck={false} value={values.slug} onChange={(event) => set({ slug: event.target.value })} />
          </Field>
          <Field label={t("place")} error={fields.position}>
            <Input inputMode="numeric" value={values.position} onChange={(event) => set({ position: event.target.value })} />
          </Field>
        </div>
      </Card>
      <MarkdownField
        label={t("body")}
        value={values.body}
        onChange={(body) => set({ body })}
        most={200_000}
        error={fields.body ?? (judged && !values.body.trim() ? t("say_body") : undefined)}
      />
      <Button size="lg" className="self-start" busy={act.busy} onClick={ask}>
        {text ? t("legal.publish_version", { version: text.version + 1 }) : t("legal.publish")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("legal.confirm_title", { title: values.title.trim() })}
        consequence={text ? t("legal.confirm_text", { version: text.version + 1, old: text.version }) : t("legal.confirm_text_first")}
        confirm={t("legal.publish")}
        onConfirm={() => {
          setAsking(false);
          void act.go();
        }}
      />
    </div>
  );
}
