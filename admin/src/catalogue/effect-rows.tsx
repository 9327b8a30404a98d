import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, X } from "lucide-react";
import { useId } from "react";

import type { EffectDraft } from "./effect-draft";

interface EffectRowsProps {
  rows: EffectDraft[];
  onChange: (rows: EffectDraft[]) => void;
  /** Settings of products that plugins have, to choose from. */
  known: string[];
  broken: number[];
  error?: string;
}

/** What it does at the provider; without any it is only billed. */
export function EffectRows({ rows, onChange, known, broken, error }: EffectRowsProps) {
  const { t } = useTranslation("catalogue");
  const list = useId();
  const set = (at: number, part: Partial<EffectDraft>) => onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t("effects")}</legend>
      <p className="text-xs text-muted-foreground">{t("effects_text")}</p>
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {rows.map((row, at) => {
        const said = t("effect_row", { number: at + 1 });
        return (
          <div key={at}>
            <div className="flex flex-wrap items-center gap-2">
              <Select
                aria-label={said}
                className="w-32"
                value={row.kind}
                onValueChange={(kind) => set(at, { kind: kind as EffectDraft["kind"] })}
                options={[
                  { value: "sets", label: t("effect_sets") },
                  { value: "adds", label: t("effect_adds") },
                ]}
              />
              <Input
                aria-label={`${said}: ${t("setting")}`}
                aria-invalid={broken.includes(at) ? true : undefined}
                list={list}
                placeholder={t("setting")}
                className="w-44 font-mono"
                spellCheck={false}
                value={row.name}
                onChange={(event) => set(at, { name: event.target.value })}
              />
              <Input
                aria-label={`${said}: ${t("value")}`}
                placeholder={t("value")}
                className="w-44 font-mono"
                spellCheck={false}
                value={row.value}
                onChange={(event) => set(at, { value: event.target.value })}
              />
              <Button variant="ghost" size="icon-sm" aria-label={t("remove_effect", { number: at + 1 })} onClick={() => onChange(rows.filter((_, index) => index !== at))}>
                <X aria-hidden />
              </Button>
            </div>
            {broken.includes(at) && <FieldError>{t("bad_effect")}</FieldError>}
          </div>
        );
      })}
      <FieldError>{error}</FieldError>
      <Button variant="secondary" size="sm" className="w-fit" onClick={() => onChange([...rows, { kind: "sets", name: "", value: "" }])}>
        <Plus aria-hidden />
        {t("add_effect")}
      </Button>
    </fieldset>
  );
}
