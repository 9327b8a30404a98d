import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus } from "lucide-react";
import { useState } from "react";

/** Whether the browser knows it: the engine knows the same list (ISO 4217). */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf("currency").includes(code);
}

/** Sells in one more currency. Its prices are typed: nothing is converted. */
export function AddCurrency({ known, onAdd }: { known: string[]; onAdd: (currency: string) => void }) {
  const { t } = useTranslation("catalogue");
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const add = () => {
    const code = typed.trim().toUpperCase();
    if (!isCurrency(code)) return setError(t("no_currency"));
    if (known.includes(code)) return setError(t("currency_there"));
    setTyped("");
    setError("");
    onAdd(code);
  };
  return (
    <div className="flex items-end gap-2">
      <Field label={t("another_currency")} error={error || undefined} className="w-48">
        <Input
          value={typed}
          maxLength={3}
          placeholder="USD"
          className="font-mono uppercase"
          autoComplete="off"
          onChange={(event) => {
            setError("");
            setTyped(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
      </Field>
      <Button variant="secondary" onClick={add}>
        <Plus aria-hidden />
        {t("add_currency")}
      </Button>
    </div>
  );
}
