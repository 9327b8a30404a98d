import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Instructions } from "../api/next-action";
import type { Payment } from "../api/payment";

import { DetailRows } from "./detail-rows";
import { ScanCode } from "./scan-code";

/** A transfer to the shop's account: where to, how much, with which reference; by UPI with one scan. */
export function BankSteps({ payment, action }: { payment: Payment; action: Instructions }) {
  const { t } = useTranslation("payment");
  return (
    <div className="flex flex-wrap items-start gap-6">
      <div className="flex min-w-60 flex-1 flex-col gap-3">
        <p className="text-base">
          {t("bank.transfer")} <Money value={payment.amount} className="font-semibold" />
        </p>
        <DetailRows details={action.details ?? []} />
        <p className="text-sm text-muted-foreground">{t("bank.reference_why")}</p>
      </div>
      {action.upi && <ScanCode address={action.upi} label={t("bank.upi_code")} hint={t("bank.upi_hint")} open={t("bank.upi_open")} />}
    </div>
  );
}
