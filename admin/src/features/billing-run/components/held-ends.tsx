import { Card } from "@hostler/ui/card";
import { Notice } from "@hostler/ui/notice";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { ClientName } from "../../../people/client-name";
import { RecordLink } from "../../../records/record-link";
import { useWhyWords } from "../../../records/why-words";
import { actsOf, confirmRule, type RuleReport } from "../api/rules";

interface HeldRow {
  subject: string;
  client_id?: string | null;
  detail?: string;
  held_for?: string;
}

/** Rows that are held back until a person gives their word: what is evidence, and what costs more than the setting termination.confirm_above. */
export function heldEnds<Row extends HeldRow>(rows: Row[]): Row[] {
  return rows.filter(({ held_for }) => held_for);
}

/** Who is meant, and why each is held back. */
export function HeldList({ rows, label }: { rows: HeldRow[]; label: string }) {
  const why = useWhyWords();
  return (
    <ul className="max-h-72 divide-y overflow-y-auto text-sm" aria-label={label}>
      {rows.map((row) => (
        <li key={row.subject} className="flex flex-wrap items-center gap-x-4 py-1">
          <RecordLink id={row.subject} />
          {row.client_id && <ClientName id={row.client_id} />}
          <span className="text-muted-foreground">{why(row.detail ?? "")}</span>
        </li>
      ))}
    </ul>
  );
}

interface HeldEndsProps {
  /** Which rule holds them: a word is given to one rule. */
  rule: string;
  rows: HeldRow[];
  /** How many others the rule would end at the same word. */
  others?: number;
  /** It was asked of another day than today: a word would be for today alone. */
  otherDay?: boolean;
}

/** What waits for a person's word to one rule, with the button that gives it. */
export function HeldEnds({ rule, rows, others = 0, otherDay = false }: HeldEndsProps) {
  const { t, i18n } = useTranslation("billing-run");
  const why = useWhyWords();
  const name = i18n.exists(`billing-run:rule.${rule}`) ? t(`rule.${rule}`) : rule;
  const title = t("held_ends.title", { rule: name });
  const [report, setReport] = useState<RuleReport | null>(null);
  const ended = actsOf(report?.counts).find(([name]) => name === "terminate")?.[1] ?? 0;
  if (rows.length === 0) return null;
  return (
    <Card title={title} className="border-warning/40">
      <p className="pb-2 text-sm text-muted-foreground">{t("held_ends.text", { count: rows.length })}</p>
      <HeldList rows={rows} label={title} />
      <div className="pt-3">
        {report ? (
          <Notice tone={report.state === "done" ? "success" : "danger"} title={report.error ? why(report.error) : t("held_ends.ended", { count: ended })}>
            {report.run && <RecordLink id={report.run}>{t("report")}</RecordLink>}
          </Notice>
        ) : otherDay ? (
          <p className="text-sm text-muted-foreground">{t("held_ends.other_day")}</p>
        ) : (
          <ActButton
            danger
            variant="destructive"
            label={t("held_ends.confirm", { count: rows.length })}
            title={t("held_ends.confirm_title", { count: rows.length })}
            consequence={
              <>
                {t("held_ends.confirm_text")} {others > 0 && t("held_ends.others", { count: others })}
              </>
            }
            typed={String(rows.length + others)}
            run={() => confirmRule(rule)}
            onDone={setReport}
            invalidates={["rules", "rule-runs", "services"]}
          >
            <HeldList rows={rows} label={title} />
          </ActButton>
        )}
      </div>
    </Card>
  );
}
