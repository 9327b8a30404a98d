import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { listPlugins } from "../../../plugins/plugins";

interface GatewayFilterProps {
  value: string | undefined;
  onChange: (gateway: string | undefined) => void;
}

/** One of the gateways that are set up; also one that is no longer, where the address names it. */
export function GatewayFilter({ value, onChange }: GatewayFilterProps) {
  const { t } = useTranslation("webhooks");
  const { data } = useQuery(listPlugins);
  const gateways = (data?.data ?? []).filter(({ kind }) => kind.startsWith("gateway/")).map(({ name, title }) => ({ value: name, label: title }));
  const gone = value && !gateways.some((one) => one.value === value) ? [{ value, label: value }] : [];
  return (
    <Select
      data-filter
      aria-label={t("in.gateway")}
      className="w-56 max-sm:w-full"
      value={value ?? "all"}
      onValueChange={(next) => onChange(next === "all" ? undefined : next)}
      options={[{ value: "all", label: t("in.all_gateways") }, ...gateways, ...gone]}
    />
  );
}
