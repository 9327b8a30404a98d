import { Input } from "@hostler/ui/input";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { Switch } from "@hostler/ui/switch";
import { Textarea } from "@hostler/ui/textarea";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { choices, type SettingKind } from "./setting-draft";

interface SettingControlProps {
  name: string;
  kind: SettingKind;
  value: string;
  onChange: (value: string) => void;
}

/** `rest` is what Field ties to it: its id, its help and its error. */
export function SettingControl({ name, kind, value, onChange, ...rest }: SettingControlProps) {
  const { t } = useTranslation("settings");
  const { locale } = useWords();
  if (kind === "flag") return <Switch checked={value === "true"} onCheckedChange={(on) => onChange(String(on))} {...rest} />;
  if (kind === "choice") {
    const group = name.slice(name.indexOf(".") + 1);
    return <Select value={value} onValueChange={onChange} options={(choices[name] ?? []).map((one) => ({ value: one, label: t(`${group}.${one}`) }))} {...rest} />;
  }
  if (kind === "month") {
    const format = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
    return (
      <Select
        value={value}
        onValueChange={onChange}
        options={Array.from({ length: 12 }, (_, month) => ({ value: String(month + 1), label: format.format(Date.UTC(2026, month, 1)) }))}
        {...rest}
      />
    );
  }
  if (kind === "long") return <Textarea rows={3} value={value} onChange={(event) => onChange(event.target.value)} {...rest} />;
  if (kind === "colour")
    return (
      <span className="flex items-center gap-2">
        <Input value={value} placeholder="#1d4ed8" maxLength={7} className="max-w-36 font-mono" spellCheck={false} onChange={(event) => onChange(event.target.value)} {...rest} />
        <input
          type="color"
          aria-label={t("pick_colour")}
          value={/^#[0-9a-f]{6}$/i.test(value) ? value : "#334155"}
          onChange={(event) => onChange(event.target.value)}
          className="size-9 shrink-0 rounded-md border border-input bg-card p-1"
        />
      </span>
    );
  return (
    <Input
      value={value}
      inputMode={kind === "whole" ? "numeric" : undefined}
      className={kind === "whole" ? "max-w-32 tabular-nums" : kind === "days" ? "max-w-64 tabular-nums" : ""}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      {...rest}
    />
  );
}
