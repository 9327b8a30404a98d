import { Checkbox } from "@hostler/ui/checkbox";
import { Field, FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";

import { listParts, type Part } from "../api/parts";

import { ForwardingEditor } from "./forwarding-editor";
import { kindOf, type KindField } from "./kinds";
import type { Details } from "./part-details";
import type { FieldValue, FirewallRule, ForwardingRule, Pool } from "./part-values";
import { PoolsEditor } from "./pools-editor";
import { RulesEditor } from "./rules-editor";
import { titleOf } from "./use-part-columns";

interface PartFieldProps {
  field: KindField;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  error?: string;
  /** The machine that it is made for. */
  instance: string;
  /** What the thing itself has now: its pools. */
  details?: Details;
}

// A select has no empty value.
const none = "none";

/** The control for one thing that is said of a part. */
export function PartField({ field, value, onChange, error, instance, details }: PartFieldProps) {
  const { t } = useTranslation("compute");
  const id = useId();
  const label = t(`field.${field.name}`);
  const help = t(`field_help.${field.name}`, { defaultValue: "" }) || undefined;
  const shared = { label, help, error, optional: !field.required };
  switch (field.type) {
    case "rules":
      return <RulesEditor label={label} value={value as FirewallRule[]} onChange={onChange} error={error} />;
    case "forwarding":
      return <ForwardingEditor label={label} value={value as ForwardingRule[]} onChange={onChange} error={error} />;
    case "pools":
      return <PoolsEditor label={label} value={value as Pool[]} onChange={onChange} error={error} instance={instance} />;
    case "flag":
      return (
        <div>
          <div className="flex items-center gap-2">
            <Checkbox id={id} checked={value === true} onCheckedChange={(on) => onChange(on === true)} />
            <label htmlFor={id} className="text-sm">
              {label}
            </label>
          </div>
          <FieldError>{error}</FieldError>
        </div>
      );
    case "key":
      return (
        <Field {...shared}>
          <Textarea className="font-mono" spellCheck={false} placeholder={field.placeholder} value={String(value)} onChange={(event) => onChange(event.target.value)} />
        </Field>
      );
    case "choice":
    case "pool": {
      const options =
        field.type === "pool"
          ? (details?.pools ?? []).map((pool) => ({ value: pool.name, label: `${pool.name} (${pool.count} × ${pool.size})` }))
          : (field.choices ?? []).map((choice) => ({ value: choice, label: t(`choice.${field.name}.${choice}`, { defaultValue: choice }) }));
      return (
        <Field {...shared}>
          <Select
            value={value === "" ? (field.required ? undefined : none) : String(value)}
            placeholder={t("choose")}
            onValueChange={(next) => onChange(next === none ? "" : next)}
            options={field.required ? options : [{ value: none, label: t("as_usual") }, ...options]}
          />
        </Field>
      );
    }
    case "own":
      return <OwnField {...shared} field={field} value={String(value)} onChange={onChange} />;
    case "gigabytes":
    case "whole":
      return (
        <Field {...shared}>
          <Input inputMode="numeric" className="font-mono" value={String(value)} onChange={(event) => onChange(event.target.value.trim())} />
        </Field>
      );
    default:
      return (
        <Field {...shared}>
          <Input
            className="font-mono"
            spellCheck={false}
            autoCapitalize="none"
            placeholder={field.placeholder}
            value={String(value)}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      );
  }
}

/** One of the client's own: a volume to take a picture of, a picture to begin from. */
function OwnField({
  field,
  value,
  onChange,
  ...shared
}: {
  label: string;
  help?: string;
  error?: string;
  optional: boolean;
  field: KindField;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation("compute");
  const query = useInfiniteQuery(listParts(kindOf(field.of ?? "volumes")));
  const own = (query.data?.pages ?? [])
    .flatMap((page) => (page.data ?? []) as Part[])
    .filter((part) => part.state === "ready" && (field.of !== "snapshots" || (part.details as Details | null)?.of === "volume"));
  return (
    <Field {...shared}>
      <Select
        value={value === "" ? none : value}
        onValueChange={(next) => onChange(next === none ? "" : next)}
        options={[{ value: none, label: t(`own_none.${field.name}`) }, ...own.map((part) => ({ value: part.id, label: titleOf(part) }))]}
      />
    </Field>
  );
}
