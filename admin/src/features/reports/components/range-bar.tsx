import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { parseCivil } from "@hostler/ui/lib/civil-date";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type ReactNode, type SyntheticEvent } from "react";

import type { Range } from "../api/reports";

import { presetOf, presets, rangeOf, type Preset } from "./periods";

interface RangeBarProps {
  range: Range;
  onChange: (range: Range) => void;
  /** Of a day, not of a time: what stood at its end. */
  single?: boolean;
  children?: ReactNode;
}

/** From when to when; both days are in it. Empty is the report's own choice. */
export function RangeBar({ range, onChange, single, children }: RangeBarProps) {
  const { t } = useTranslation("reports");
  const [typed, setTyped] = useState({ from: range.from ?? "", to: range.to ?? "" });
  const [before, setBefore] = useState(range);
  if (before.from !== range.from || before.to !== range.to) {
    setBefore(range);
    setTyped({ from: range.from ?? "", to: range.to ?? "" });
  }
  const wrong = typed.from && typed.to && typed.from > typed.to;
  const show = (event: SyntheticEvent) => {
    event.preventDefault();
    if (wrong) return;
    onChange({ from: parseCivil(typed.from) ? typed.from : undefined, to: parseCivil(typed.to) ? typed.to : undefined });
  };
  return (
    <form onSubmit={show} className="mb-4 flex flex-wrap items-end gap-2 rounded-lg border bg-card p-3">
      {!single && (
        <>
          <Field label={t("period")}>
            <Select
              className="w-48"
              value={presetOf(range) ?? "own"}
              onValueChange={(preset) => preset !== "own" && onChange(rangeOf(preset as Preset))}
              options={[...presets.map((value) => ({ value, label: t(`preset.${value}`) })), { value: "own", label: t("preset.own") }]}
            />
          </Field>
          <Field label={t("from")}>
            <Input type="date" className="w-40" value={typed.from} onChange={(event) => setTyped({ ...typed, from: event.target.value })} />
          </Field>
        </>
      )}
      <Field label={single ? t("on_day") : t("to")} error={wrong ? t("say_order") : undefined}>
        <Input type="date" className="w-40" value={typed.to} onChange={(event) => setTyped({ ...typed, to: event.target.value })} />
      </Field>
      <Button type="submit" variant="secondary">
        {t("show")}
      </Button>
      {children && <div className="ms-auto flex flex-wrap items-end gap-2">{children}</div>}
    </form>
  );
}
