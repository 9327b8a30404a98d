import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { decimalOf, parseMoney, type Money as Amount } from "@hostler/ui/lib/money";
import { Notice } from "@hostler/ui/notice";
import { Switch } from "@hostler/ui/switch";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type FormEvent } from "react";

import { saveBudget, type Budget } from "../api/usage";

interface BudgetFormProps {
  known: Budget;
  currency: string;
  /** This month so far: a budget below it is reached at once. */
  spent: Amount;
  onDone: () => void;
}

export function BudgetForm({ known, currency, spent, onDone }: BudgetFormProps) {
  const { t } = useTranslation("usage");
  const { text } = useWords();
  const [typed, setTyped] = useState(known.amount ? decimalOf(known.amount) : "");
  const [stop, setStop] = useState(known.stop ?? false);
  const [error, setError] = useState("");
  const save = useAct({ run: (body: Budget) => saveBudget(body), invalidates: ["usage"], done: t("budget.saved"), onDone });
  const parsed = typed.trim() ? parseMoney(typed, currency) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const bad = typed.trim() !== "" && (!parsed || parsed.amount <= 0);
    setError(bad ? t("budget.no_amount") : "");
    if (!bad) void save.go(parsed ? { amount: parsed, stop } : { amount: null, stop: false });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <FormFailure failure={save.failure} />
      <Field label={t("budget.amount", { currency })} help={t("budget.help")} error={error || save.failure?.fields.amount}>
        <Input inputMode="decimal" className="font-mono" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      {/* eslint-disable-next-line jsx-a11y/label-has-associated-control -- the switch is inside and carries the name */}
      <label className="flex items-center gap-3 text-sm">
        <Switch checked={stop} onCheckedChange={setStop} aria-label={t("budget.stop")} />
        {t("budget.stop")}
      </label>
      {stop && parsed && parsed.amount <= spent.amount && <Notice tone="danger">{t("budget.at_once")}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={save.busy}>
          {typed.trim() ? t("budget.save") : t("budget.remove")}
        </Button>
        <Button variant="secondary" onClick={onDone}>
          {text("cancel")}
        </Button>
      </div>
    </form>
  );
}
