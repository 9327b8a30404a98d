import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { namesIn } from "./sample-names";

/** What may be put in: every name with what the sample has there. */
export function NamesCard({ sample }: { sample: unknown }) {
  const { t } = useTranslation("templates");
  const [wanted, setWanted] = useState<string | undefined>();
  const names = namesIn(sample);
  if (names.length === 0) return null;
  const shown = names.filter(({ written, value }) => !wanted || `${written} ${value}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Card title={t("names")}>
      <p className="mb-2 text-xs text-muted-foreground">{t("names_text", { open: "{{#name}}", close: "{{/name}}" })}</p>
      <FilterInput label={t("search_names")} value={wanted} onChange={setWanted} className="mb-2" />
      <ul className="max-h-96 overflow-y-auto text-sm" aria-label={t("names")}>
        {shown.map(({ written, value, depth }, index) => (
          <li key={`${written}${index}`} className="flex min-h-8 items-center gap-2" style={{ paddingInlineStart: `${depth}rem` }}>
            <code className="min-w-0 font-mono text-xs break-all">{written}</code>
            <span className="ms-auto max-w-40 truncate text-xs text-muted-foreground">{value}</span>
            <CopyButton value={written} label={t("copy_name", { name: written })} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
