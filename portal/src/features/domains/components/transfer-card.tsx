import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Check } from "lucide-react";

import { workOf, type Domain, type Step } from "../api/domains";

import { TransferCodeForm } from "./transfer-code-form";
import { transferOf } from "./story";

/** A transfer to us: what has happened when, what comes next, and another code where it is asked for. */
export function TransferCard({ domain, steps }: { domain: Domain; steps: Step[] }) {
  const { t } = useTranslation("domains");
  const stages = transferOf(steps);
  const live = domain.status === "pending" || domain.status === "transferring";
  if (!stages || !live) return null;
  const now = stages.findIndex(({ at }) => !at);
  const wantsCode = domain.status === "pending" && (workOf(domain) === "idle" || workOf(domain) === "attention");
  return (
    <Card title={t("transfer.progress")}>
      <ol className="flex flex-col gap-3">
        {stages.map(({ stage, at }, index) => (
          <li key={stage} aria-current={index === now ? "step" : undefined} className="flex items-start gap-3">
            <span
              aria-hidden
              className={cn(
                "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border text-xs",
                at ? "border-primary bg-primary text-primary-foreground" : index === now ? "border-primary text-primary" : "text-muted-foreground",
              )}
            >
              {at ? <Check className="size-3" /> : index + 1}
            </span>
            <div className="min-w-0 text-sm">
              <p className={at || index === now ? "font-medium" : "text-muted-foreground"}>{t(`transfer.stage.${stage}`)}</p>
              {at ? (
                <Instant value={at} className="text-xs text-muted-foreground" />
              ) : (
                index === now && <p className="text-xs text-muted-foreground">{t(`transfer.next.${stage}`)}</p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {wantsCode && <TransferCodeForm id={domain.id} />}
    </Card>
  );
}
