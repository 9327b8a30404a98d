import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type FormEvent } from "react";

/** Which domain; it goes into the address, so that the page can be come back to. */
export function TransferName({ domain, onChange }: { domain: string; onChange: (domain: string) => void }) {
  const { t } = useTranslation("domains");
  const [typed, setTyped] = useState(domain);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) onChange(typed.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field label={t("transfer.name")} className="min-w-56 flex-1">
        <Input
          className="font-mono"
          data-filter
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          placeholder="example.com"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Button type="submit" variant={domain ? "secondary" : "primary"} disabled={!typed.trim()}>
        {t("transfer.check")}
      </Button>
    </form>
  );
}
