import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { Field } from "@hostler/ui/field";
import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Change } from "../api/settings";

import { SettingControl } from "./setting-control";
import { kindOf, typedOf, type Broken } from "./setting-draft";

interface SettingRowProps {
  name: string;
  stored: unknown;
  typed: string;
  onChange: (typed: string) => void;
  error?: string;
  broken?: Broken;
  last?: Change;
  /** Who is who on the staff. */
  names?: Map<string, string>;
}

/** One choice of the shop: what it is for, what it is now, and who changed it last. */
export function SettingRow({ name, stored, typed, onChange, error, broken, last, names }: SettingRowProps) {
  const { t } = useTranslation("settings");
  const plain = name.replaceAll(/[._]/g, " ");
  const said = broken && (broken.why === "contrast" ? t("broken.contrast", { nearest: broken.nearest }) : t(`broken.${broken.why}`));
  const dirty = typed !== typedOf(stored);
  return (
    <li className={cn("grid gap-x-6 gap-y-1 border-s-2 border-transparent py-3 ps-3 lg:grid-cols-[minmax(0,1fr)_16rem]", dirty && "border-primary")}>
      <div className="min-w-0">
        <Field label={t(`field.${name}.title`, { defaultValue: plain })} help={t(`field.${name}.help`, { defaultValue: "" }) || undefined} error={error ?? said}>
          <SettingControl name={name} kind={kindOf(name, stored)} value={typed} onChange={onChange} />
        </Field>
        {broken?.why === "contrast" && (
          <Button variant="link" size="sm" className="px-0" onClick={() => onChange(broken.nearest)}>
            {t("use_nearest", { nearest: broken.nearest })}
          </Button>
        )}
      </div>
      <div className="text-xs text-muted-foreground lg:pt-1 lg:text-end">
        <code className="font-mono break-all">{name}</code>
        {last && (
          <p>
            {t("changed_by", { who: last.user ? (names?.get(last.user) ?? last.user) : t(`actor.${last.actor}`) })} <Instant value={last.created_at} relative />
            <span className="block break-words">
              {t("before")} <span className="font-mono">{typedOf(last.before) || "–"}</span>
            </span>
          </p>
        )}
      </div>
    </li>
  );
}
