import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useId } from "react";

import type { Cycle } from "./products";

/** One of a few, in a row: radio buttons that look like one switch. */
export function Segments<Value extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: { value: Value; label: string }[];
}) {
  const name = useId();
  return (
    <fieldset className="inline-flex max-w-full flex-wrap gap-1 rounded-lg border bg-muted p-1">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "flex h-8 cursor-pointer items-center rounded-md px-3 text-sm font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-ring",
            option.value === value ? "bg-card text-foreground shadow-xs" : "text-muted-foreground hover:text-foreground",
          )}
        >
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} className="sr-only" />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

export function CycleToggle({ cycles, value, onChange }: { cycles: Cycle[]; value: Cycle; onChange: (cycle: Cycle) => void }) {
  const { t } = useTranslation("catalog");
  if (cycles.length < 2) return null;
  return <Segments label={t("billed")} value={value} onChange={onChange} options={cycles.map((cycle) => ({ value: cycle, label: t(`cycle.${cycle}`) }))} />;
}
