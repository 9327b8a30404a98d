import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";

import { offersFor } from "../api/catalogue";

import type { Pool } from "./part-values";
import { TypedInput } from "./typed-input";

function countOf(text: string): number | null {
  const count = /^\s*\d{1,2}\s*$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= 50 ? count : null;
}

interface PoolsEditorProps {
  label: string;
  value: Pool[];
  onChange: (pools: Pool[]) => void;
  error?: string;
  instance: string;
}

/** Groups of equal nodes. Sizes are the provider's words; those that it tells are suggested. */
export function PoolsEditor({ label, value, onChange, error, instance }: PoolsEditorProps) {
  const { t } = useTranslation("compute");
  const list = useId();
  const sizes = useQuery(offersFor("sizes", instance)).data ?? [];
  const change = (at: number, part: Partial<Pool>) => onChange(value.map((pool, index) => (index === at ? { ...pool, ...part } : pool)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      <datalist id={list}>
        {sizes.map((size) => (
          <option key={size.id} value={size.id}>
            {size.name}
          </option>
        ))}
      </datalist>
      <ul className="flex flex-col gap-2">
        {value.map((pool, index) => (
          <li key={`${value.length} ${index}`} className="grid grid-cols-[1fr_1fr_4rem_auto] items-center gap-1.5 rounded-md border p-2">
            <Input
              aria-label={`${t("pool.name")} ${index + 1}`}
              placeholder={t("pool.name")}
              maxLength={60}
              value={pool.name}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <Input
              aria-label={`${t("pool.size")} ${index + 1}`}
              placeholder={t("pool.size")}
              className="font-mono"
              spellCheck={false}
              list={list}
              value={pool.size}
              onChange={(event) => change(index, { size: event.target.value })}
            />
            <TypedInput aria-label={`${t("pool.count")} ${index + 1}`} inputMode="numeric" value={String(pool.count)} read={countOf} onRead={(count) => change(index, { count })} />
            <Button variant="ghost" size="icon" aria-label={`${t("pool.remove")} ${index + 1}`} onClick={() => onChange(value.filter((_, place) => place !== index))}>
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="secondary" size="sm" className="mt-2" onClick={() => onChange([...value, { name: `pool-${value.length + 1}`, size: value[0]?.size ?? "", count: 1 }])}>
        <Plus aria-hidden />
        {t("pool.add")}
      </Button>
      <div className="mt-1">
        <FieldError>{error}</FieldError>
      </div>
    </fieldset>
  );
}
