import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { ArrowRight, Plus, Trash2 } from "lucide-react";

import type { ForwardingRule } from "./part-values";
import { TypedInput } from "./typed-input";

const protocols = ["http", "https", "tcp", "udp"].map((one) => ({ value: one, label: one.toUpperCase() }));

function portOf(text: string): number | null {
  const port = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

interface ForwardingEditorProps {
  label: string;
  value: ForwardingRule[];
  onChange: (rules: ForwardingRule[]) => void;
  error?: string;
}

/** Where a load balancer listens, and where it passes on to. */
export function ForwardingEditor({ label, value, onChange, error }: ForwardingEditorProps) {
  const { t } = useTranslation("compute");
  const change = (at: number, part: Partial<ForwardingRule>) => onChange(value.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      <ul className="flex flex-col gap-2">
        {value.map((rule, index) => (
          <li
            key={`${value.length} ${index}`}
            className="grid grid-cols-[1fr_4.5rem_auto_1fr_4.5rem_auto] items-center gap-1.5 rounded-md border p-2 max-sm:grid-cols-[1fr_4.5rem_auto]"
          >
            <Select aria-label={`${t("forward.protocol")} ${index + 1}`} value={rule.protocol} onValueChange={(protocol) => change(index, { protocol })} options={protocols} />
            <TypedInput aria-label={`${t("forward.port")} ${index + 1}`} inputMode="numeric" value={String(rule.port)} read={portOf} onRead={(port) => change(index, { port })} />
            <ArrowRight className="size-4 text-muted-foreground rtl:rotate-180" aria-hidden />
            <Select
              aria-label={`${t("forward.target_protocol")} ${index + 1}`}
              value={rule.target_protocol}
              onValueChange={(target_protocol) => change(index, { target_protocol })}
              options={protocols}
            />
            <TypedInput
              aria-label={`${t("forward.target_port")} ${index + 1}`}
              inputMode="numeric"
              value={String(rule.target_port)}
              read={portOf}
              onRead={(target_port) => change(index, { target_port })}
            />
            <Button variant="ghost" size="icon" aria-label={`${t("rule.remove")} ${index + 1}`} onClick={() => onChange(value.filter((_, place) => place !== index))}>
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="secondary" size="sm" className="mt-2" onClick={() => onChange([...value, { protocol: "tcp", port: 443, target_protocol: "tcp", target_port: 443 }])}>
        <Plus aria-hidden />
        {t("rule.add")}
      </Button>
      <div className="mt-1">
        <FieldError>{error}</FieldError>
      </div>
    </fieldset>
  );
}
