import { cn } from "@hostler/ui/lib/cn";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";
import { ApiError } from "@hostler/web-kit/problem";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { Tagged } from "@hostler/web-kit/tagged";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { SaveBar } from "../../../forms/save-bar";
import { useDraft } from "../../../forms/use-draft";
import { getTemplate, isShared, saveTemplate, type Draft, type Template } from "../api/templates";

import { LanguageColumn, type Shown } from "./language-column";
import { NamesCard } from "./names-card";

const locales = ["en", "hi"] as const;
type Locale = (typeof locales)[number];
type Drafts = Record<Locale, Draft>;

/** A subject is one line, and its file ends with a line break all the same. */
function draftOf({ subject, html, text }: Template): Draft {
  return { ...(subject === undefined ? {} : { subject: subject.trimEnd() }), ...(html === undefined ? {} : { html }), ...(text === undefined ? {} : { text }) };
}

interface TemplateEditorProps {
  kind: string;
  name: string;
  stored: Record<Locale, Tagged<Template>>;
}

/** A text in both languages beside one another. Those that were changed are saved together. */
export function TemplateEditor({ kind, name, stored }: TemplateEditorProps) {
  const { t } = useTranslation(["templates", "desk"]);
  const queries = useQueryClient();
  const { draft, change, dirty, discard, settle } = useDraft<Drafts>(() => ({ en: draftOf(stored.en.value), hi: draftOf(stored.hi.value) }));
  const base = useRef<Drafts>({ en: draftOf(stored.en.value), hi: draftOf(stored.hi.value) });
  const tags = useRef({ en: stored.en.tag, hi: stored.hi.tag });
  const [errors, setErrors] = useState<Record<Locale, Record<string, string>>>({ en: {}, hi: {} });
  const place = (locale: Locale) => ({ kind, name, locale });
  // What is there now is what later changes are made to.
  const take = (locale: Locale, template: Template) => {
    base.current = { ...base.current, [locale]: draftOf(template) };
    tags.current[locale] = queries.getQueryData(getTemplate(place(locale)).queryKey)?.tag;
  };
  const save = useAct<void, Partial<Record<Locale, Template>>>({
    run: async () => {
      const saved: Partial<Record<Locale, Template>> = {};
      for (const locale of locales) {
        if (JSON.stringify(draft[locale]) === JSON.stringify(base.current[locale])) continue;
        try {
          saved[locale] = await saveTemplate(place(locale), draft[locale], tags.current[locale]);
          setErrors((now) => ({ ...now, [locale]: {} }));
        } catch (error) {
          if (error instanceof ApiError) setErrors((now) => ({ ...now, [locale]: error.byField }));
          throw error;
        }
      }
      return saved;
    },
    done: t("desk:saved"),
    invalidates: ["templates"],
    onDone: (saved) => {
      for (const locale of locales) if (saved[locale]) take(locale, saved[locale]);
      settle({ ...base.current });
    },
  });
  const column = (locale: Locale, shown: Shown) => (
    <LanguageColumn
      place={place(locale)}
      template={stored[locale].value}
      draft={draft[locale]}
      onChange={(next) => change({ [locale]: next })}
      onReset={(template) => {
        take(locale, template);
        settle({ ...draft, [locale]: draftOf(template) });
      }}
      errors={errors[locale]}
      shown={shown}
    />
  );
  const both = (shown: Shown) => (
    <div className={cn("grid items-start gap-4", "xl:grid-cols-2")}>
      {column("en", shown)}
      {column("hi", shown)}
    </div>
  );
  return (
    <>
      {save.failure && Object.keys(save.failure.fields).length === 0 && (
        <div className="mb-4">
          <FormFailure failure={save.failure} />
        </div>
      )}
      {isShared(name) && <p className="mb-4 text-sm text-muted-foreground">{t("shared_text")}</p>}
      <UrlTabs
        label={t("views")}
        tabs={[
          {
            id: "edit",
            label: t("edit"),
            content: () => (
              <div className="flex flex-col gap-4">
                {both("edit")}
                <NamesCard sample={stored.en.value.sample} />
              </div>
            ),
          },
          ...(isShared(name) ? [] : [{ id: "preview", label: t("preview"), content: () => both("preview") }]),
          { id: "diff", label: t("diff"), content: () => both("diff") },
        ]}
      />
      <SaveBar
        dirty={dirty}
        busy={save.busy}
        onSave={() => void save.go()}
        onDiscard={() => {
          setErrors({ en: {}, hi: {} });
          save.clear();
          discard();
        }}
      />
    </>
  );
}
