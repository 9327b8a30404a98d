import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { Select } from "@hostler/ui/select";
import { Switch } from "@hostler/ui/switch";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import type { Saved } from "../../../paying/methods";
import { saveBillingSettings, type BillingSettings } from "../api/methods";

/** Whether due renewals are charged by themselves, and to what. */
export function Automatic({ settings, saved }: { settings: BillingSettings; saved: Saved[] }) {
  const { t } = useTranslation("methods");
  const Link = useLink();
  const chargeable = saved.filter((method) => method.chargeable);
  const known = settings.default_method_id ?? "";
  const [on, setOn] = useState(settings.auto_pay ?? false);
  const [method, setMethod] = useState(known || (chargeable[0]?.id ?? ""));
  const save = useAct({
    run: () => saveBillingSettings({ auto_pay: on, default_method_id: method || null }),
    invalidates: ["billing-settings", "payment-methods"],
    done: t("auto.saved"),
  });
  const changed = on !== (settings.auto_pay ?? false) || method !== known;
  return (
    <Card title={t("auto.title")}>
      {chargeable.length === 0 ? (
        <Notice
          tone="info"
          title={t("auto.nothing")}
          action={
            <Button asChild size="sm">
              <Link href="/billing/methods?open=add">{t("add")}</Link>
            </Button>
          }
        >
          {t("auto.nothing_text")}
        </Notice>
      ) : (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void save.go();
          }}
        >
          <FormFailure failure={save.failure} />
          {/* eslint-disable-next-line jsx-a11y/label-has-associated-control -- the switch is inside and carries the name */}
          <label className="flex items-center gap-3 text-sm font-medium">
            <Switch checked={on} onCheckedChange={setOn} aria-label={t("auto.switch")} />
            {t("auto.switch")}
          </label>
          <p className="text-sm text-muted-foreground">{on ? t("auto.on_text") : t("auto.off_text")}</p>
          <Field label={t("auto.method")} error={save.failure?.fields.default_method_id}>
            <Select value={method || undefined} onValueChange={setMethod} options={chargeable.map(({ id, title }) => ({ value: id, label: title }))} />
          </Field>
          <Button type="submit" className="self-start" busy={save.busy} disabled={!changed}>
            {t("save")}
          </Button>
        </form>
      )}
    </Card>
  );
}
