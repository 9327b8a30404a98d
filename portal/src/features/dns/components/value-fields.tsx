import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { cn } from "@hostler/ui/lib/cn";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { caaTags, joinValue, partPlaceholders, partsOf, placeholders, splitValue, type Part } from "./record-parts";

interface ValueFieldsProps {
  type: string;
  value: string;
  /** What the fields are called where there are several values. */
  number?: number;
  error?: string;
  onChange: (value: string) => void;
}

const widths: Partial<Record<Part, string>> = { priority: "w-20", weight: "w-20", port: "w-20", flags: "w-16", tag: "w-32" };

/** One value in the parts that its type has; its fault stands below the first of them. */
export function ValueFields({ type, value, number, error, onChange }: ValueFieldsProps) {
  const { t } = useTranslation("dns");
  const names = partsOf(type);
  const words = splitValue(type, value);
  const put = (at: number, word: string) => onChange(joinValue(words.map((old, index) => (index === at ? word : old))));
  const label = (part: Part) => (number === undefined ? t(`part.${part}`) : `${t(`part.${part}`)} ${number}`);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-start gap-2">
      {names.map((part, at) => {
        const word = words[at] ?? "";
        const last = at === names.length - 1;
        return (
          <Field key={part} label={label(part)} error={last ? error : undefined} className={cn(widths[part] ?? "min-w-40 flex-1")}>
            {part === "tag" ? (
              <Select value={word || undefined} onValueChange={(next) => put(at, next)} options={caaTags.map((tag) => ({ value: tag, label: tag }))} />
            ) : type === "TXT" ? (
              // What is pasted comes broken into lines, which a text is not.
              <Textarea
                className="min-h-9 font-mono break-all"
                rows={1}
                spellCheck={false}
                placeholder={placeholders.TXT}
                value={word}
                onChange={(event) => put(at, event.target.value.replaceAll(/\s*[\r\n]+\s*/g, ""))}
              />
            ) : (
              <Input
                className="font-mono"
                spellCheck={false}
                autoCapitalize="none"
                autoComplete="off"
                inputMode={part === "priority" || part === "weight" || part === "port" || part === "flags" ? "numeric" : undefined}
                placeholder={names.length === 1 ? placeholders[type] : partPlaceholders[part]}
                value={word}
                onChange={(event) => put(at, event.target.value)}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}
