import { FieldError } from "@hostler/ui/field";
import { Label } from "@hostler/ui/label";
import { Markdown } from "@hostler/ui/markdown";
import { Textarea } from "@hostler/ui/textarea";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useId } from "react";

interface MarkdownFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  most: number;
  className?: string;
}

/** Markdown beside how it will look; one below the other where there is no room. */
export function MarkdownField({ label, value, onChange, error, most, className }: MarkdownFieldProps) {
  const { t } = useTranslation("content");
  const id = useId();
  return (
    <div className={className}>
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-1.5">
          <Label htmlFor={id}>{label}</Label>
          <Textarea
            id={id}
            aria-describedby={`${id}-help${error ? ` ${id}-error` : ""}`}
            aria-invalid={error ? true : undefined}
            className="min-h-72 font-mono text-sm"
            maxLength={most}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <p id={`${id}-help`} className="text-xs text-muted-foreground">
            {t("markdown_help")}
          </p>
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
        <section aria-label={t("preview")} className="flex min-w-0 flex-col gap-1.5">
          <p className="text-sm font-medium">{t("preview")}</p>
          <div className="min-h-24 rounded-md border bg-background p-4 break-words">
            {value.trim() ? <Markdown text={value} /> : <p className="text-sm text-muted-foreground">{t("nothing_written")}</p>}
          </div>
        </section>
      </div>
    </div>
  );
}
