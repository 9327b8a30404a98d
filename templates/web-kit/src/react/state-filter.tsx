import { cn } from "@hostler/ui/lib/cn";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";

interface StateFilterProps {
  /** What the list is narrowed by: its name for who does not see it. */
  label: string;
  value: string | undefined;
  /** Words of states are known; others bring their own. */
  values: readonly string[];
  word?: (value: string) => string;
  onChange: (value: string | undefined) => void;
  className?: string;
}

/** One of some values, or all of them. */
export function StateFilter({ label, value, values, word, onChange, className }: StateFilterProps) {
  const { text, status } = useWords();
  return (
    <Select
      aria-label={label}
      className={cn("w-44 max-sm:w-auto max-sm:min-w-36 max-sm:flex-1", className)}
      value={value && values.includes(value) ? value : "all"}
      onValueChange={(next) => onChange(next === "all" ? undefined : next)}
      options={[{ value: "all", label: `${label}: ${text("all")}` }, ...values.map((one) => ({ value: one, label: (word ?? status)(one) }))]}
    />
  );
}
