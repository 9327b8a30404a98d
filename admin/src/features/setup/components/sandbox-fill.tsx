import { Field } from "@hostler/ui/field";
import type { FieldSchema, FormValue } from "@hostler/ui/lib/schema";
import { Textarea } from "@hostler/ui/textarea";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

// What the sandbox calls a provider whose plugin has another name.
const played: Record<string, string> = { cpanel: "whm", aws: "ec2" };

/** The account that the sandbox accepts for a plugin, of what it lists at /_accounts: the settings that its form has. */
export function accountIn(text: string, plugin: string, schema: FieldSchema): FormValue | null {
  try {
    const listed = JSON.parse(text) as { data?: Record<string, unknown>[] } | Record<string, unknown>[];
    const accounts = Array.isArray(listed) ? listed : (listed.data ?? []);
    const account = accounts.find(({ provider }) => provider === (played[plugin] ?? plugin));
    if (!account) return null;
    const filled = Object.fromEntries(Object.entries(account).filter(([name]) => name in (schema.properties ?? {})));
    return Object.keys(filled).length > 0 ? filled : null;
  } catch {
    return null;
  }
}

interface SandboxFillProps {
  plugin: string;
  schema: FieldSchema;
  onFill: (settings: FormValue) => void;
}

/** Offers the sandbox that plays this provider: what it lists is pasted, and the form is filled in. */
export function SandboxFill({ plugin, schema, onFill }: SandboxFillProps) {
  const { t } = useTranslation("setup");
  const [typed, setTyped] = useState("");
  const filled = typed.trim() ? accountIn(typed, plugin, schema) : null;
  return (
    <details className="rounded-md border border-dashed px-3 py-2">
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-sm font-medium">{t("use_sandbox")}</summary>
      <div className="mt-2 flex flex-col gap-3 pb-1 text-sm">
        <p className="text-muted-foreground">{t("sandbox_text")}</p>
        <pre className="overflow-x-auto rounded-md bg-muted p-2 font-mono text-xs">{`hostler sandbox --engine ${location.origin}\ncurl http://127.0.0.1:9090/_accounts`}</pre>
        <Field label={t("sandbox_accounts")} error={typed.trim() && !filled ? t("no_account") : undefined} help={filled ? t("sandbox_filled") : undefined}>
          <Textarea
            className="max-h-40 font-mono text-xs"
            rows={3}
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              const text = event.target.value;
              setTyped(text);
              const found = accountIn(text, plugin, schema);
              if (found) onFill(found);
            }}
          />
        </Field>
      </div>
    </details>
  );
}
