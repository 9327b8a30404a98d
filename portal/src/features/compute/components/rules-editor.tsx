import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, Trash2 } from "lucide-react";

import { networksOf, portsOf, portsText } from "./ports";
import type { FirewallRule } from "./part-values";
import { TypedInput } from "./typed-input";

interface RulesEditorProps {
  label: string;
  value: FirewallRule[];
  onChange: (rules: FirewallRule[]) => void;
  error?: string;
}

/** What a firewall lets through; what no rule names is dropped. */
export function RulesEditor({ label, value, onChange, error }: RulesEditorProps) {
  const { t } = useTranslation("compute");
  const change = (at: number, part: Partial<FirewallRule>) => onChange(value.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <p className="mb-2 text-xs text-muted-foreground">{t("rule.text")}</p>
      <ul className="flex flex-col gap-2">
        {value.map((rule, index) => (
          <li key={`${value.length} ${index}`} className="grid grid-cols-[1fr_1fr_auto] gap-2 rounded-md border p-2">
            <Select
              aria-label={`${t("rule.direction")} ${index + 1}`}
              value={rule.direction}
              onValueChange={(direction) => change(index, { direction: direction as FirewallRule["direction"] })}
              options={(["in", "out"] as const).map((one) => ({ value: one, label: t(`rule.directions.${one}`) }))}
            />
            <Select
              aria-label={`${t("rule.protocol")} ${index + 1}`}
              value={rule.protocol}
              onValueChange={(protocol) => change(index, { protocol: protocol as FirewallRule["protocol"], ...(protocol === "icmp" ? { from_port: null, to_port: null } : {}) })}
              options={["tcp", "udp", "icmp"].map((one) => ({ value: one, label: one.toUpperCase() }))}
            />
            <Button variant="ghost" size="icon" aria-label={`${t("rule.remove")} ${index + 1}`} onClick={() => onChange(value.filter((_, place) => place !== index))}>
              <Trash2 aria-hidden />
            </Button>
            <TypedInput
              aria-label={`${t("rule.ports")} ${index + 1}`}
              placeholder={t("rule.all_ports")}
              disabled={rule.protocol === "icmp"}
              value={portsText(rule)}
              read={portsOf}
              onRead={(ports) => change(index, ports)}
            />
            <div className="col-span-2">
              <TypedInput aria-label={`${t("rule.networks")} ${index + 1}`} value={rule.networks.join(", ")} read={networksOf} onRead={(networks) => change(index, { networks })} />
            </div>
          </li>
        ))}
      </ul>
      <Button
        variant="secondary"
        size="sm"
        className="mt-2"
        onClick={() => onChange([...value, { direction: "in", protocol: "tcp", from_port: null, to_port: null, networks: ["0.0.0.0/0", "::/0"] }])}
      >
        <Plus aria-hidden />
        {t("rule.add")}
      </Button>
      <div className="mt-1">
        <FieldError>{error}</FieldError>
      </div>
    </fieldset>
  );
}
