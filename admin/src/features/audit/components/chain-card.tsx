import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Notice } from "@hostler/ui/notice";
import { useAct } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";

import { verifyAudit, type AuditVerdict } from "../api/audit";

/** Whether anybody has touched the log: asked for on purpose, since every entry is read for it. */
export function ChainCard() {
  const { t } = useTranslation("audit");
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
  const verify = useAct<void, AuditVerdict>({ run: verifyAudit, onDone: setVerdict });
  const go = () => {
    setVerdict(null);
    void verify.go();
  };
  const isPlatforms = verify.failure?.code === "not_found";
  return (
    <Card
      title={t("chain")}
      action={
        <Button size="sm" variant="secondary" busy={verify.busy} onClick={go}>
          {!verify.busy && <ShieldCheck aria-hidden />}
          {t("verify")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted-foreground">
          {t("sealed")} <code className="font-mono text-xs">hostler audit verify</code>
        </p>
        {verify.busy && <Notice tone="working">{t("verifying")}</Notice>}
        {verify.failure && (
          <Notice tone="warning" title={t("not_verified")}>
            {isPlatforms ? t("platforms") : verify.failure.text}
            {verify.failure.requestId && !isPlatforms && <code className="block font-mono text-xs">{verify.failure.requestId}</code>}
          </Notice>
        )}
        {verdict && <Verdict verdict={verdict} />}
      </div>
    </Card>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  const { t } = useTranslation("audit");
  const { locale } = useWords();
  const number = new Intl.NumberFormat(locale === "hi" ? "hi-IN" : "en-IN");
  const { whole, fault_count, faults = [] } = verdict;
  return (
    <>
      <Notice tone={whole ? "success" : "danger"} title={whole ? t("whole") : t("broken", { count: fault_count })}>
        {whole ? t("whole_text") : t("broken_text")}
      </Notice>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        {(["entries", "seals", "unsealed"] as const).map((part) => (
          <div key={part}>
            <dt className="text-xs text-muted-foreground">{t(`count.${part}`)}</dt>
            <dd className="tabular-nums">{number.format(verdict[part])}</dd>
          </div>
        ))}
      </dl>
      {faults.length > 0 && (
        // A region that scrolls must be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div tabIndex={0} role="region" aria-label={t("faults")} className="max-h-80 overflow-y-auto rounded-md border">
          <ul aria-label={t("faults")} className="divide-y font-mono text-xs">
            {faults.map((fault) => (
              <li key={fault} className="px-3 py-1.5 break-words">
                {fault}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
