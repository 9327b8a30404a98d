import { Button } from "@hostler/ui/button";
import { Field, FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, Trash2 } from "lucide-react";

import { blankLine, faultsOf, valueOf, type TypedLine } from "./lines";

interface LineEditorProps {
  lines: TypedLine[];
  onChange: (lines: TypedLine[]) => void;
  currency: string;
  /** Errors of the API by its paths: "lines[0].unit_price". */
  errors?: Record<string, string>;
  /** Whether to mark what is missing. */
  judged: boolean;
  discounts?: boolean;
}

/** The lines of a document that is being written, with their sum before tax. */
export function LineEditor({ lines, onChange, currency, errors = {}, judged, discounts }: LineEditorProps) {
  const { t } = useTranslation("documents");
  const change = (key: string, next: Partial<TypedLine>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...next } : line)));
  const said = (index: number, name: string) => Object.entries(errors).find(([path]) => path === `lines[${index}].${name}` || path.startsWith(`lines[${index}].${name}.`))?.[1];
  const values = lines.map((line) => valueOf(line, currency));
  const sum = values.reduce((all, value) => all + (value?.amount ?? 0), 0);
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-3">
        {lines.map((line, index) => {
          const faults = judged ? faultsOf(line, currency) : {};
          const value = values[index];
          return (
            <li key={line.key} className="rounded-md border p-3">
              <div className="grid gap-3 sm:grid-cols-6 lg:grid-cols-12">
                <Field
                  label={t("line_description", { n: index + 1 })}
                  className="sm:col-span-6 lg:col-span-5"
                  error={said(index, "description") ?? (faults.description && t("say_what"))}
                >
                  <Input value={line.description} maxLength={300} onChange={(event) => change(line.key, { description: event.target.value })} />
                </Field>
                <Field label={t("quantity")} className="sm:col-span-2 lg:col-span-1" error={said(index, "quantity") ?? (faults.quantity && t("say_quantity"))}>
                  <Input inputMode="decimal" value={line.quantity} onChange={(event) => change(line.key, { quantity: event.target.value })} />
                </Field>
                <Field label={t("price_in", { currency })} className="sm:col-span-2" error={said(index, "unit_price") ?? (faults.price && t("say_amount"))}>
                  <Input inputMode="decimal" value={line.price} onChange={(event) => change(line.key, { price: event.target.value })} />
                </Field>
                {discounts && (
                  <Field label={t("discount")} optional className="sm:col-span-2" error={said(index, "discount") ?? (faults.discount && t("say_amount"))}>
                    <Input inputMode="decimal" value={line.discount} onChange={(event) => change(line.key, { discount: event.target.value })} />
                  </Field>
                )}
                <Field label={t("sac")} optional className={discounts ? "sm:col-span-3 lg:col-span-2" : "sm:col-span-2"} error={said(index, "sac")}>
                  <Input className="font-mono" value={line.sac} maxLength={10} onChange={(event) => change(line.key, { sac: event.target.value })} />
                </Field>
              </div>
              <div className="mt-2 flex items-center justify-between">
                <span className="text-sm text-muted-foreground">{value ? <Money value={value} mono /> : "–"}</span>
                <Button
                  variant="ghost"
                  size="sm"
                  disabled={lines.length === 1}
                  onClick={() => onChange(lines.filter((other) => other.key !== line.key))}
                  aria-label={t("remove_line", { n: index + 1 })}
                >
                  <Trash2 aria-hidden />
                  {t("remove")}
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      <FieldError>{errors.lines}</FieldError>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button variant="secondary" size="sm" disabled={lines.length >= 100} onClick={() => onChange([...lines, blankLine()])}>
          <Plus aria-hidden />
          {t("add_line")}
        </Button>
        <p className="text-sm">
          {t("before_tax")} <Money value={{ amount: sum, currency }} mono className="font-semibold" />
        </p>
      </div>
    </div>
  );
}
