import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Instructions } from "../api/next-action";

import { DetailRows } from "./detail-rows";
import { ScanCode } from "./scan-code";

/** The amount without its coin's name: what a wallet's form takes. */
function withoutUnit(value: string): string {
  return value.split(" ")[0] ?? value;
}

/** Coins to an address: exactly this much, or with this tag, since that tells one payment from another. */
export function CoinSteps({ action }: { action: Instructions }) {
  const { t } = useTranslation("payment");
  const details = action.details ?? [];
  const amount = details.find(({ name }) => name === "amount");
  const tag = details.find(({ name }) => name === "tag");
  return (
    <div className="flex flex-wrap items-start gap-6">
      <div className="flex min-w-60 flex-1 flex-col gap-3">
        <p className="text-base">
          {t("coins.send")} <span className="font-mono font-semibold">{amount?.value}</span>
        </p>
        <Notice tone="warning">{tag ? t("coins.tag_why") : t("coins.exact_why")}</Notice>
        <DetailRows details={details.map((detail) => (detail.name === "amount" ? { ...detail, value: withoutUnit(detail.value) } : detail))} />
        {/* The network is named in these words alone. */}
        <p lang="en" className="text-xs text-muted-foreground">
          {action.text.split("\n")[0]}
        </p>
        <p className="text-sm text-muted-foreground">{t("coins.confirmations")}</p>
      </div>
      {action.link && <ScanCode address={action.link} label={t("coins.code")} hint={t("coins.hint")} open={t("coins.open")} />}
    </div>
  );
}
