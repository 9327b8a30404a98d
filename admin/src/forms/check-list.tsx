import { Checkbox } from "@hostler/ui/checkbox";
import { FieldError } from "@hostler/ui/field";
import { useId, type ReactNode } from "react";

interface CheckListProps {
  label: ReactNode;
  help?: ReactNode;
  options: { value: string; label: ReactNode }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  error?: string;
}

/** Any of several. */
export function CheckList({ label, help, options, chosen, onChange, error }: CheckListProps) {
  const id = useId();
  // What was chosen and is not offered any more is still chosen.
  const all = [...options, ...chosen.filter((one) => !options.some(({ value }) => value === one)).map((value) => ({ value, label: value }))];
  return (
    <fieldset className="flex min-w-0 flex-col gap-1" aria-describedby={help ? `${id}-help` : undefined}>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="max-h-48 overflow-y-auto rounded-md border px-2 py-1">
        {all.map((option) => (
          <div key={option.value} className="flex items-start gap-1.5">
            <Checkbox
              id={`${id}-${option.value}`}
              checked={chosen.includes(option.value)}
              onCheckedChange={(on) => onChange(on === true ? [...chosen, option.value] : chosen.filter((one) => one !== option.value))}
            />
            <label htmlFor={`${id}-${option.value}`} className="min-w-0 py-0.5 text-sm">
              {option.label}
            </label>
          </div>
        ))}
      </div>
      {help && (
        <p id={`${id}-help`} className="text-xs text-muted-foreground">
          {help}
        </p>
      )}
      <FieldError>{error}</FieldError>
    </fieldset>
  );
}
