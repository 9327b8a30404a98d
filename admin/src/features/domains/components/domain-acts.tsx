import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Check, RefreshCw, RotateCw, Undo2 } from "lucide-react";
import { useEffect } from "react";

import { workOf, type Domain } from "../../../sold/domain";
import { confirmRenewal, refuseDomain, retryDomain, syncDomain } from "../api/domains";

const stale = ["domains", "jobs", "clients", "provider-operations"];

/** Look it up, take up what waits, or give it up. */
export function DomainActs({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const work = workOf(domain);
  const waits = work.state === "attention";
  const isRenewedElsewhere = work.error?.startsWith("renewed_elsewhere:");
  return (
    <>
      <SyncButton domain={domain} />
      {waits && (
        <>
          <ActButton
            label={t("refuse")}
            icon={Undo2}
            danger
            title={t("refuse_title", { name: domain.unicode })}
            consequence={t("refuse_text")}
            fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("refuse_reason_help") }]}
            run={({ reason = "" }, header) => refuseDomain(domain.id, reason, header)}
            done={t("refused")}
            invalidates={[...stale, "invoices"]}
          />
          {isRenewedElsewhere ? (
            <>
              <ActButton
                label={t("renewed_by_us")}
                icon={Check}
                title={t("renewed_by_us_title", { name: domain.unicode })}
                consequence={t("renewed_by_us_text")}
                run={(_, header) => confirmRenewal(domain.id, false, header)}
                done={t("renewal_noted")}
                invalidates={stale}
              />
              <ActButton
                label={t("renew_further")}
                icon={RotateCw}
                title={t("renew_further_title", { name: domain.unicode })}
                consequence={t("renew_further_text")}
                run={(_, header) => confirmRenewal(domain.id, true, header)}
                done={t("begun")}
                invalidates={stale}
              />
            </>
          ) : (
            <ActButton
              label={t("retry")}
              icon={RotateCw}
              variant="primary"
              title={t("retry_title", { name: domain.unicode })}
              consequence={t("retry_text")}
              run={(_, header) => retryDomain(domain.id, header)}
              done={t("begun")}
              invalidates={stale}
            />
          )}
        </>
      )}
    </>
  );
}

/** Changes nothing at the registrar, so it asks nothing first. */
function SyncButton({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const act = useAct({ run: (_: void, header) => syncDomain(domain.id, header), done: t("sync_begun"), invalidates: stale });
  const problem = act.failure?.text;
  useEffect(() => {
    if (problem) void toast("error", t("sync_failed"), { description: problem });
  }, [problem, t]);
  return (
    <Button variant="secondary" busy={act.busy} onClick={() => void act.go()}>
      {!act.busy && <RefreshCw aria-hidden />}
      {t("sync")}
    </Button>
  );
}
