import type { Instructions } from "../api/next-action";
import type { Payment } from "../api/payment";

import { BankSteps } from "./bank-steps";
import { CoinSteps } from "./coin-steps";
import { DetailRows } from "./detail-rows";
import { ProofUpload } from "./proof-upload";

/** What the payer does by hand: a bank transfer, coins, or what else the shop describes. */
export function TransferSteps({ payment, action }: { payment: Payment; action: Instructions }) {
  const names = (action.details ?? []).map(({ name }) => name);
  const steps = names.includes("address") ? (
    <CoinSteps action={action} />
  ) : names.length > 0 ? (
    <BankSteps payment={payment} action={action} />
  ) : (
    <>
      <p lang="en" className="text-base whitespace-pre-line">
        {action.text}
      </p>
      <DetailRows details={[{ name: "reference", label: "Reference", value: action.reference }]} />
    </>
  );
  return (
    <div className="flex flex-col gap-4">
      {steps}
      {action.note && <p className="rounded-md bg-muted px-3 py-2 text-sm whitespace-pre-line">{action.note}</p>}
      {action.proof && <ProofUpload payment={payment} />}
    </div>
  );
}
