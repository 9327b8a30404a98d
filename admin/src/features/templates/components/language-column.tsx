import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { Field, FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { RotateCcw } from "lucide-react";

import { CodeEditor } from "../../../code/code-editor";
import { isShared, resetTemplate, type Draft, type Place, type Template } from "../api/templates";

import { DiffView } from "./diff-view";
import { Preview } from "./preview";

export type Shown = "edit" | "preview" | "diff";

interface LanguageColumnProps {
  place: Place;
  template: Template;
  draft: Draft;
  onChange: (draft: Draft) => void;
  onReset: (template: Template) => void;
  errors: Record<string, string>;
  shown: Shown;
}

/** A text in one language: written, looked at, or compared with what is shipped. */
export function LanguageColumn({ place, template, draft, onChange, onReset, errors, shown }: LanguageColumnProps) {
  const { t, i18n } = useTranslation("templates");
  const language = new Intl.DisplayNames([i18n.language], { type: "language" }).of(place.locale) ?? place.locale;
  const set = (part: keyof Draft) => (text: string) => onChange({ ...draft, [part]: text });
  return (
    <Card
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          {language}
          {template.edited && <Badge tone="info">{t("edited")}</Badge>}
          {template.written_in !== place.locale && (
            <Badge tone="warning">{t("written_in", { language: new Intl.DisplayNames([i18n.language], { type: "language" }).of(template.written_in) })}</Badge>
          )}
        </span>
      }
      action={
        template.edited && (
          <ActButton
            label={t("reset")}
            size="sm"
            icon={RotateCcw}
            danger
            title={t("reset_title", { language })}
            consequence={t("reset_text")}
            run={() => resetTemplate(place)}
            done={t("was_reset")}
            invalidates={["templates", "template-preview"]}
            onDone={onReset}
          />
        )
      }
    >
      {shown === "diff" && <DiffView shipped={template.shipped} draft={draft} />}
      {shown === "preview" && <Preview place={place} draft={draft} title={`${t("preview")}: ${language}`} />}
      {shown === "edit" && (
        <div className="flex flex-col gap-4">
          {draft.subject !== undefined && (
            <Field label={t("part.subject")} error={errors.subject}>
              <Input lang={place.locale} value={draft.subject} maxLength={500} onChange={(event) => set("subject")(event.target.value)} />
            </Field>
          )}
          {draft.html !== undefined && <CodeEditor label={`${t("part.html")}, ${language}`} language="html" value={draft.html} onChange={set("html")} error={errors.html} />}
          {draft.text !== undefined && (
            <CodeEditor label={`${t("part.text")}, ${language}`} language="text" value={draft.text} onChange={set("text")} error={errors.text ?? errors.txt} />
          )}
          {Object.entries(errors)
            .filter(([field]) => !["subject", "html", "text", "txt"].includes(field))
            .map(([field, message]) => (
              <FieldError key={field}>{message}</FieldError>
            ))}
          {!isShared(place.name) && (
            <details open>
              <summary className="inline-flex min-h-6 cursor-pointer items-center text-sm font-medium">{t("preview")}</summary>
              <div className="mt-2">
                <Preview place={place} draft={draft} title={`${t("preview")}: ${language}`} />
              </div>
            </details>
          )}
        </div>
      )}
    </Card>
  );
}
