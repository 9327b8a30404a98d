import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { RotateCcw } from "lucide-react";
import { useState } from "react";

import { changeRule, type Rule } from "../../../automation/rules";
import { CodeEditor } from "../../../code/code-editor";
import { useLuaCompletion } from "../../../code/use-lua-api";

import { SimulatePart } from "./simulate-part";

/** The rule as it is written. A changed one is this shop's own, can be tried before it is kept, and given up again. */
export function SourcePart({ rule }: { rule: Rule }) {
  const { t } = useTranslation(["rules", "desk"]);
  const [source, setSource] = useState(rule.source ?? "");
  const complete = useLuaCompletion();
  const save = useAct<string>({ run: (next) => changeRule(rule.name, { source: next }), done: t("desk:saved"), invalidates: ["rules"] });
  const dirty = source !== (rule.source ?? "");
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <CodeEditor
          label={t("source")}
          language="lua"
          value={source}
          onChange={setSource}
          complete={complete}
          error={save.failure?.fields.source}
          help={rule.own ? t("source_own") : t("source_shipped")}
        />
        {save.failure && !save.failure.fields.source && <FormFailure failure={save.failure} />}
        <div className="mt-4 flex flex-wrap gap-2">
          <ActButton
            label={t("keep_source")}
            variant="primary"
            disabled={!dirty}
            title={t("keep_source_title")}
            consequence={t("keep_source_text")}
            run={async () => {
              await save.go(source);
            }}
          />
          {dirty && (
            <Button variant="secondary" onClick={() => setSource(rule.source ?? "")}>
              {t("desk:discard")}
            </Button>
          )}
          {rule.own && (
            <ActButton
              label={t("reset_source")}
              icon={RotateCcw}
              danger
              title={t("reset_source_title")}
              consequence={t("reset_source_text")}
              run={() => changeRule(rule.name, { source: null })}
              done={t("desk:saved")}
              invalidates={["rules"]}
            />
          )}
        </div>
      </Card>
      <SimulatePart name={rule.name} source={source} />
    </div>
  );
}
