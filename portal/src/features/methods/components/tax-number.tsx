import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

interface TaxNumberProps {
  /** The API's name for it: what it says of the field stands beside it. */
  field: string;
  label: string;
  help: string;
  longest: number;
  value: string;
  run: (number: string) => Promise<unknown>;
  invalidates: string[];
}

/** A number that a tax office gave; an empty one takes it away. */
export function TaxNumber({ field, label, help, longest, value, run, invalidates }: TaxNumberProps) {
  const { t } = useTranslation("methods");
  const [typed, setTyped] = useState(value);
  const save = useAct({ run, invalidates, done: t("tax.saved") });
  const wanted = typed.replaceAll(/\s/g, "").toUpperCase();
  const error = save.failure?.fields[field];
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save.go(wanted);
      }}
    >
      <FormFailure failure={error ? null : save.failure} />
      <Field label={label} help={help} error={error} optional>
        <Input
          className="font-mono uppercase"
          maxLength={longest}
          spellCheck={false}
          autoCapitalize="characters"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="secondary" className="self-start" busy={save.busy} disabled={wanted === value}>
        {t("save")}
      </Button>
    </form>
  );
}
