import { Button } from "@hostler/ui/button";
import { Field, FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, X } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";

import type { DraftRow, RecordSet } from "./draft";
import type { RowFaults } from "./record-errors";
import { isSingle, newValue, recordTypes } from "./record-parts";
import { formatSeconds, usualTtls } from "./seconds";
import { useFaultText } from "./use-fault-text";
import { ValueFields } from "./value-fields";

interface RecordEditorProps {
  row: DraftRow;
  zone: string;
  faults: RowFaults;
  busy: boolean;
  onSave: (set: RecordSet) => void;
  onCancel: () => void;
}

/** A record in place: name, type, how long it is remembered, and its values. */
export function RecordEditor({ row, zone, faults, busy, onSave, onCancel }: RecordEditorProps) {
  const { t } = useTranslation(["dns", "common"]);
  const { locale } = useWords();
  const say = useFaultText();
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(row.name);
  const [type, setType] = useState(row.type);
  const [ttl, setTtl] = useState(row.ttl);
  const [values, setValues] = useState(row.values.length > 0 ? row.values : [newValue(row.type)]);
  useEffect(() => first.current?.focus(), []);
  const turnTo = (next: string) => {
    // What was not touched yet follows the type.
    setValues((now) => now.map((value) => (value === newValue(type) ? newValue(next) : value)).slice(0, isSingle(next) ? 1 : undefined));
    setType(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSave({ name, type, ttl, values });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  const ttls = [...new Set([...usualTtls, ttl])].sort((a, b) => a - b);
  return (
    // Escape closes this one layer; all else is in its controls.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      onSubmit={submit}
      onKeyDown={onKeyDown}
      className="flex flex-col gap-3 bg-accent/40 px-4 py-4"
      noValidate
      aria-label={row.was ? t("edit_record", { name: row.name, type: row.type }) : t("new_record")}
    >
      <FieldError>{say(faults[""])}</FieldError>
      <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_8rem_10rem]">
        <Field label={t("record.name")} help={name === "" || name === "@" ? zone : undefined} error={say(faults.name)}>
          <Input
            ref={first}
            className="font-mono"
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            placeholder="@"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label={t("record.type")} error={say(faults.type)}>
          <Select value={type} onValueChange={turnTo} options={recordTypes.map((one) => ({ value: one, label: one }))} />
        </Field>
        <Field label={t("record.ttl")} error={say(faults.ttl)}>
          <Select value={String(ttl)} onValueChange={(next) => setTtl(Number(next))} options={ttls.map((one) => ({ value: String(one), label: formatSeconds(one, locale) }))} />
        </Field>
      </div>
      {values.map((value, at) => (
        // The place is what a value is named by, here and in the engine's verdict.
        <div key={at} className="flex items-start gap-2">
          <ValueFields
            type={type}
            value={value}
            number={values.length > 1 ? at + 1 : undefined}
            error={say(faults[`values[${at}]`])}
            onChange={(next) => setValues((now) => now.map((old, place) => (place === at ? next : old)))}
          />
          {values.length > 1 && (
            <Button
              variant="ghost"
              size="icon"
              className="mt-6.5"
              aria-label={t("remove_value", { number: at + 1 })}
              onClick={() => setValues((now) => now.filter((_, place) => place !== at))}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      ))}
      <FieldError>{say(faults.values)}</FieldError>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" busy={busy}>
          {t("done")}
        </Button>
        <Button variant="ghost" size="sm" onClick={onCancel}>
          {t("common:ui.cancel")}
        </Button>
        {!isSingle(type) && (
          <Button variant="secondary" size="sm" className="ms-auto" onClick={() => setValues((now) => [...now, newValue(type)])}>
            <Plus aria-hidden />
            {t("add_value")}
          </Button>
        )}
      </div>
    </form>
  );
}
