import { cn } from "@hostler/ui/lib/cn";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Minus, Pencil, Plus } from "lucide-react";
import type { ReactNode } from "react";

import type { Plan, RecordBody } from "../api/zones";

import { formatSeconds } from "./seconds";

/** What a plan adds, changes and removes: by sign, by word and by colour. */
export function DiffList({ plan }: { plan: Plan }) {
  const { t } = useTranslation("dns");
  return (
    <ul className="max-h-[45dvh] divide-y overflow-y-auto rounded-md border text-sm" aria-label={t("diff.label")}>
      {(plan.removed ?? []).map((record) => (
        <Line key={`- ${record.name} ${record.type}`} kind="removed" record={record}>
          <Values values={record.values} gone />
        </Line>
      ))}
      {(plan.changed ?? []).map(({ before, after }) => (
        <Line key={`~ ${after.name} ${after.type}`} kind="changed" record={after}>
          <Changed before={before} after={after} />
        </Line>
      ))}
      {(plan.added ?? []).map((record) => (
        <Line key={`+ ${record.name} ${record.type}`} kind="added" record={record}>
          <Values values={record.values} />
        </Line>
      ))}
    </ul>
  );
}

const looks = {
  added: { Icon: Plus, tone: "text-success" },
  changed: { Icon: Pencil, tone: "text-info" },
  removed: { Icon: Minus, tone: "text-destructive" },
};

function Line({ kind, record, children }: { kind: keyof typeof looks; record: RecordBody; children: ReactNode }) {
  const { t } = useTranslation("dns");
  const { Icon, tone } = looks[kind];
  return (
    <li className="flex gap-2.5 px-3 py-2">
      <Icon className={cn("mt-1 size-3.5 shrink-0", tone)} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-mono font-medium break-all">{record.name}</span>
          <span className="font-mono text-muted-foreground">{record.type}</span>
          <span className={cn("text-xs", tone)}>{t(`state.${kind}`)}</span>
        </p>
        {children}
      </div>
    </li>
  );
}

function Values({ values = [], gone, mark }: { values?: string[]; gone?: boolean; mark?: "added" }) {
  return values.map((value) => (
    <p key={value} className={cn("font-mono text-xs break-all", gone && "text-destructive line-through", mark && "text-success")}>
      {value}
    </p>
  ));
}

function Changed({ before, after }: { before: RecordBody; after: RecordBody }) {
  const { t } = useTranslation("dns");
  const { locale } = useWords();
  const [old, fresh] = [before.values ?? [], after.values ?? []];
  return (
    <>
      <Values values={old.filter((value) => !fresh.includes(value))} gone />
      <Values values={old.filter((value) => fresh.includes(value))} />
      <Values values={fresh.filter((value) => !old.includes(value))} mark="added" />
      {before.ttl !== after.ttl && (
        <p className="text-xs text-muted-foreground">
          {t("record.ttl")}: <span className="line-through">{formatSeconds(before.ttl ?? 3600, locale)}</span> → {formatSeconds(after.ttl ?? 3600, locale)}
        </p>
      )}
    </>
  );
}
