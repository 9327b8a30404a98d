import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type FormEvent } from "react";

import { faultOf, lastMonth, thisMonth, thisYear, type Span } from "./span";

interface SpanFormProps {
  span: Span;
  today: string;
  country: string;
  onChange: (span: Span) => void;
}

/** Which days: three that are mostly wanted, or any. */
export function SpanForm({ span, today, country, onChange }: SpanFormProps) {
  const { t } = useTranslation("statement");
  const [typed, setTyped] = useState(span);
  const [fault, setFault] = useState<"order" | "long" | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultOf(typed);
    setFault(found);
    if (!found) onChange(typed);
  };
  const presets: [string, Span][] = [
    [t("this_month"), thisMonth(today)],
    [t("last_month"), lastMonth(today)],
    [country === "IN" ? t("financial_year") : t("this_year"), thisYear(today, country)],
  ];
  return (
    <form onSubmit={submit} noValidate className="mb-4 flex flex-wrap items-end gap-3">
      <Field label={t("from")} className="w-40" error={fault ? t(`fault.${fault}`) : undefined}>
        <Input type="date" value={typed.from} max={today} onChange={(event) => setTyped({ ...typed, from: event.target.value })} />
      </Field>
      <Field label={t("to")} className="w-40">
        <Input type="date" value={typed.to} onChange={(event) => setTyped({ ...typed, to: event.target.value })} />
      </Field>
      <Button type="submit" variant="secondary">
        {t("show")}
      </Button>
      <div className="flex flex-wrap gap-1">
        {presets.map(([label, preset]) => (
          <Button
            key={label}
            variant="ghost"
            size="sm"
            aria-pressed={preset.from === span.from && preset.to === span.to}
            onClick={() => {
              setTyped(preset);
              setFault(null);
              onChange(preset);
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    </form>
  );
}
