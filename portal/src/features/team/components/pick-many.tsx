import { Checkbox } from "@hostler/ui/checkbox";
import { FieldError } from "@hostler/ui/field";
import { useId } from "react";

interface PickManyProps {
  label: string;
  /** What stands there where there is nothing to pick. */
  none?: string;
  options: { id: string; name: string; text?: string }[];
  value: string[];
  onChange: (value: string[]) => void;
  error?: string;
}

/** Several of a few. */
export function PickMany({ label, none, options, value, onChange, error }: PickManyProps) {
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {options.length === 0 ? (
        <p className="text-xs text-muted-foreground">{none}</p>
      ) : (
        <ul className="max-h-44 overflow-y-auto rounded-md border px-2 py-1">
          {options.map((option, index) => (
            <li key={option.id} className="flex items-start gap-1.5 py-0.5">
              <Checkbox
                id={`${id}-${index}`}
                checked={value.includes(option.id)}
                onCheckedChange={(on) => onChange(on === true ? [...value, option.id] : value.filter((one) => one !== option.id))}
              />
              <label htmlFor={`${id}-${index}`} className="min-w-0 pt-0.5 text-sm break-words">
                {option.name}
                {option.text && <span className="block text-xs text-muted-foreground">{option.text}</span>}
              </label>
            </li>
          ))}
        </ul>
      )}
      <FieldError>{error}</FieldError>
    </fieldset>
  );
}
