import type { FieldSchema, FormValue } from "@hostler/ui/lib/schema";
import { SchemaForm } from "@hostler/ui/schema-form";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { changeItem, type CartItem } from "../api/cart";
import { registrationFields } from "../api/registration-fields";

/** What a registry wants to know of a new domain, kept with its line in the cart. Nothing where it wants nothing. */
export function RegistryQuestions({ item }: { item: CartItem }) {
  const { t } = useTranslation("order");
  const explain = useExplain();
  const queries = useQueryClient();
  const schema = useQuery(registrationFields(item.domain ?? "")).data;
  const [draft, setDraft] = useState<FormValue | null>(null);
  const [isTried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (value: FormValue) => changeItem(item.id, { options: textsOf(value) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["cart"] }),
    onError: (error) => void toast("error", t("change_failed"), { description: explain(error).detail }),
  });
  if (!schema || Object.keys(schema.properties ?? {}).length === 0) return null;
  const value = draft ?? valuesOf(schema, item.options ?? {});
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined);
  const submit = (next: FormValue) => {
    setTried(true);
    if (missing.length === 0) save.mutate(next);
  };
  return (
    <section className="flex basis-full flex-col gap-3" aria-label={t("domain_line.details_of", { name: item.name })}>
      <p className="text-xs text-muted-foreground">{t("domain_line.details")}</p>
      <SchemaForm
        schema={schema}
        value={value}
        onChange={setDraft}
        onSubmit={submit}
        submitLabel={t("domain_line.save_details")}
        busy={save.isPending}
        errors={isTried ? Object.fromEntries(missing.map((name) => [name, t("required")])) : {}}
      />
    </section>
  );
}

/** The cart keeps texts; a form has switches and numbers. What was not said yet is what the registry begins with. */
function valuesOf(schema: FieldSchema, options: Record<string, string>): FormValue {
  const values: FormValue = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const text = options[name];
    if (text === undefined || text === "") {
      if (field.default !== undefined) values[name] = field.default;
    } else if (field.type === "boolean") {
      values[name] = text === "true";
    } else {
      values[name] = field.type === "integer" ? Number(text) : text;
    }
  }
  return values;
}

function textsOf(value: FormValue): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
}
