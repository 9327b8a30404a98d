import { Field } from "@hostler/ui/field";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { addressOf, instanceChoices, nameOf } from "../api/instances";

/** One of the client's running machines. */
export function InstanceField({ value, onChange, error }: { value: string; onChange: (id: string) => void; error?: string }) {
  const { t } = useTranslation("compute");
  const query = useQuery(instanceChoices);
  const all = (query.data ?? []).filter((instance) => instance.status === "active");
  const help = query.isError ? t("no_offers") : query.data && all.length === 0 ? t("machine_first") : undefined;
  return (
    <Field label={t("machine")} help={help} error={error}>
      <Select
        value={all.some((instance) => instance.id === value) ? value : undefined}
        placeholder={t("choose")}
        disabled={all.length === 0}
        onValueChange={onChange}
        options={all.map((instance) => ({ value: instance.id, label: [nameOf(instance), addressOf(instance)].filter(Boolean).join(" · ") }))}
      />
    </Field>
  );
}
