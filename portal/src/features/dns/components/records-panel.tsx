import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import type { Zone } from "../api/zones";

import { ExportButton } from "./export-button";
import { RecordList } from "./record-list";
import type { Editor } from "./use-editor";
import type { Propose } from "./use-proposal";

const ImportDialog = lazy(() => import("./import-dialog").then((module) => ({ default: module.ImportDialog })));
const TemplateDialog = lazy(() => import("./template-dialog").then((module) => ({ default: module.TemplateDialog })));

/** The records with what can be done to all of them. A file or a template waits until the draft is published or dropped. */
export function RecordsPanel({ zone, editor, readOnly, propose }: { zone: Zone; editor: Editor; readOnly: boolean; propose: Propose }) {
  const { t } = useTranslation("dns");
  const { text } = useWords();
  const [state, change] = useUrlState("q", "type");
  const [dialog, setDialog] = useState<"import" | "template" | null>(null);
  const types = [...new Set(editor.draft.rows.map(({ type }) => type))].sort();
  const blocked = readOnly || editor.dirty;
  return (
    <Card flush>
      <div className="flex flex-wrap items-center gap-2 border-b p-2">
        <Button disabled={readOnly} onClick={() => editor.add("A")}>
          <Plus aria-hidden />
          {t("add_record")}
        </Button>
        <FilterInput label={t("search_records")} value={state.q} onChange={(q) => change({ q })} className="min-w-36 flex-1 sm:max-w-64" />
        <Select
          aria-label={t("type_filter")}
          className="w-28"
          value={state.type ?? "all"}
          onValueChange={(type) => change({ type: type === "all" ? undefined : type })}
          options={[{ value: "all", label: text("all") }, ...types.map((type) => ({ value: type, label: type }))]}
        />
        <span className="flex flex-wrap gap-2 lg:ms-auto">
          <Button variant="secondary" disabled={blocked} onClick={() => setDialog("template")}>
            {t("template.title")}
          </Button>
          <Button variant="secondary" disabled={blocked} onClick={() => setDialog("import")}>
            {t("import.button")}
          </Button>
          <ExportButton zone={zone} />
        </span>
      </div>
      {editor.dirty && <p className="border-b px-4 py-2 text-xs text-muted-foreground">{t("blocked_by_draft")}</p>}
      <RecordList editor={editor} zone={zone.unicode} readOnly={readOnly} q={state.q} type={state.type} />
      <Suspense fallback={null}>
        {dialog === "import" && <ImportDialog zone={zone} propose={propose} onClose={() => setDialog(null)} />}
        {dialog === "template" && <TemplateDialog zone={zone} propose={propose} onClose={() => setDialog(null)} />}
      </Suspense>
    </Card>
  );
}
