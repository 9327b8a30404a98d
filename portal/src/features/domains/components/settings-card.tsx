import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { Switch } from "@hostler/ui/switch";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";

import { setLock, setPrivacy } from "../api/change-domain";
import { isHeld, type Domain, type Step } from "../api/domains";

import { AutoRenewSwitch } from "./auto-renew-switch";
import { progressOf } from "./story";

/** What can be switched: renewal here and at once, the rest once the registrar has done it. */
export function SettingsCard({ domain, steps }: { domain: Domain; steps: Step[] }) {
  const { t } = useTranslation("domains");
  return (
    <Card title={t("settings.title")} flush>
      <ul className="divide-y pb-1">
        <Row title={t("auto_renew")} help={t(domain.auto_renew ? "settings.auto_renew_on" : "settings.auto_renew_off")}>
          <AutoRenewSwitch domain={domain} />
        </Row>
        <AtRegistrar domain={domain} name="lock" on={domain.transfer_lock} set={setLock} progress={progressOf(steps, "set_lock")} />
        <AtRegistrar domain={domain} name="privacy" on={domain.privacy} set={setPrivacy} progress={progressOf(steps, "set_privacy")} />
      </ul>
    </Card>
  );
}

interface AtRegistrarProps {
  domain: Domain;
  name: "lock" | "privacy";
  on: boolean;
  set: typeof setLock;
  progress: ReturnType<typeof progressOf>;
}

function AtRegistrar({ domain, name, on, set, progress }: AtRegistrarProps) {
  const { t } = useTranslation("domains");
  const explain = useExplain();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const change = useMutation({
    mutationFn: (next: boolean) => set(domain.id, next, key.header),
    onSettled: () => {
      key.renew();
      return queries.invalidateQueries({ queryKey: ["domains"] });
    },
  });
  const pending = progress === "pending";
  const label = t(`settings.${name}`);
  return (
    <Row
      title={label}
      help={t(on ? `settings.${name}_on` : `settings.${name}_off`)}
      error={change.error ? explain(change.error).detail : progress === "failed" ? t("refused_there") : undefined}
      badge={
        pending && (
          <Badge tone="info">
            <LoaderCircle className="motion-safe:animate-spin" aria-hidden />
            {t("at_registrar")}
          </Badge>
        )
      }
    >
      <Switch
        checked={change.isPending ? change.variables : on}
        disabled={pending || change.isPending || !isHeld(domain)}
        onCheckedChange={(next) => change.mutate(next)}
        aria-label={label}
      />
    </Row>
  );
}

function Row({ title, help, badge, error, children }: { title: string; help: string; badge?: ReactNode; error?: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-4 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {title}
          {badge}
        </p>
        <p className="text-xs text-muted-foreground">{help}</p>
        {error && (
          <p role="alert" className="text-xs text-destructive">
            {error}
          </p>
        )}
      </div>
      {children}
    </li>
  );
}
