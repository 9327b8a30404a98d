import { Button } from "@hostler/ui/button";
import { Notice } from "@hostler/ui/notice";
import { useAct } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { Tagged } from "@hostler/web-kit/tagged";
import { useState } from "react";

import { FailureSummary } from "../forms/failure-summary";

import { AddressPart } from "./address-part";
import { changeCompany, type Company } from "./company";
import { changeOf, draftOf, hasControl, type CompanyDraft } from "./company-draft";
import { NamesPart } from "./names-part";
import { NumbersPart } from "./numbers-part";
import { TradingPart } from "./trading-part";

/** Who sells here: what invoices say from now on. Those that were issued stay as they are. */
export function CompanyForm({ stored }: { stored: Tagged<Company> }) {
  const { t } = useTranslation(["company", "desk"]);
  // What is written here was written over this version, whatever is read meanwhile.
  const [{ value: company, tag }, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => draftOf(company));
  const body = changeOf(company, draft);
  const save = useAct<string | undefined, Tagged<Company>>({
    run: (over) => changeCompany(body, over),
    done: t("desk:saved"),
    invalidates: ["company", "settings"],
    onDone: (next) => {
      setBase(next);
      setDraft(draftOf(next.value));
    },
  });
  const parts = {
    draft,
    change: (part: Partial<CompanyDraft>) => setDraft((now) => ({ ...now, ...part })),
    errors: save.failure?.fields ?? {},
  };
  const dirty = Object.keys(body).length > 0;
  return (
    <form
      noValidate
      className="flex max-w-2xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty) void save.go(tag);
      }}
    >
      <FailureSummary failure={save.failure} hasControl={hasControl} onOverwrite={() => void save.go(undefined)} />
      {company.missing && company.missing.length > 0 && (
        <Notice tone="warning" title={t("missing_title")}>
          {company.missing.map((what) => t(`missing.${what}`, { defaultValue: what })).join(" ")}
        </Notice>
      )}
      <NamesPart {...parts} />
      <AddressPart {...parts} fixed={company.country_fixed} />
      <NumbersPart {...parts} />
      <TradingPart {...parts} fixed={company.currency_fixed} />
      <div>
        <Button type="submit" busy={save.busy} disabled={!dirty}>
          {t("desk:save")}
        </Button>
      </div>
    </form>
  );
}
