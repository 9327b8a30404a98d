import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Switch } from "@hostler/ui/switch";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useId, useState } from "react";

import { addArticle, changeArticle, type Article } from "../api/articles";

import { KeptDraft } from "./kept-draft";
import { MarkdownField } from "./markdown-field";
import { useKept } from "./use-kept";

/** An article, new or changed. */
export function ArticleForm({ article, etag = null, onDone }: { article?: Article; etag?: string | null; onDone: (article: Article) => void }) {
  const { t } = useTranslation("content");
  const id = useId();
  const kept = useKept(`article.${article?.id ?? "new"}`, {
    title: article?.title ?? "",
    slug: article?.slug ?? "",
    category: article?.category ?? "",
    language: article?.language ?? "en",
    position: String(article?.position ?? 0),
    published: article?.published ?? false,
    body: article?.body ?? "",
  });
  const { values, set } = kept;
  const [judged, setJudged] = useState(false);
  const act = useAct({
    run: (_: void, header) => {
      const body = {
        title: values.title.trim(),
        body: values.body,
        language: values.language.trim().toLowerCase(),
        position: Number(values.position) || 0,
        published: values.published,
        ...(values.slug.trim() ? { slug: values.slug.trim() } : {}),
        ...(values.category.trim() ? { category: values.category.trim() } : {}),
      };
      return article ? changeArticle(article.id, body, etag) : addArticle(body, header);
    },
    done: t("saved"),
    invalidates: ["articles"],
    onDone: (done) => {
      kept.saved();
      onDone(done);
    },
  });
  const fields = act.failure?.fields ?? {};
  const save = () => {
    setJudged(true);
    if (values.title.trim() && values.body.trim()) void act.go();
  };
  const text = (name: "title" | "slug" | "category" | "language" | "position") => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <div className="flex flex-col gap-4">
      {kept.keptAt !== null && <KeptDraft at={kept.keptAt} onDiscard={kept.discard} />}
      <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
      <Card>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field label={t("title_label")} className="sm:col-span-2 lg:col-span-3" error={fields.title ?? (judged && !values.title.trim() ? t("say_title") : undefined)}>
            <Input maxLength={200} {...text("title")} />
          </Field>
          <div className="flex items-center gap-2 self-end pb-1.5">
            <Switch id={id} checked={values.published} onCheckedChange={(published) => set({ published })} />
            <label htmlFor={id} className="text-sm">
              {t("articles.published")}
            </label>
          </div>
          <Field label={t("slug")} optional help={t("slug_help")} error={fields.slug} className="lg:col-span-2">
            <Input className="font-mono" maxLength={80} spellCheck={false} {...text("slug")} />
          </Field>
          <Field label={t("articles.category")} optional error={fields.category}>
            <Input maxLength={120} {...text("category")} />
          </Field>
          <div className="grid grid-cols-2 gap-3">
            <Field label={t("articles.language")} error={fields.language}>
              <Input maxLength={2} spellCheck={false} {...text("language")} />
            </Field>
            <Field label={t("place")} error={fields.position}>
              <Input inputMode="numeric" {...text("position")} />
            </Field>
          </div>
        </div>
      </Card>
      <MarkdownField
        label={t("body")}
        value={values.body}
        onChange={(body) => set({ body })}
        most={100_000}
        error={fields.body ?? (judged && !values.body.trim() ? t("say_body") : undefined)}
      />
      <Button size="lg" className="self-start" busy={act.busy} onClick={save}>
        {t("save")}
      </Button>
    </div>
  );
}
