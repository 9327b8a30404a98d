import { PluginName } from "../plugins/plugin-name";

/** Through what somebody pays, and by which of its methods where that says more: "Razorpay · upi". */
export function PaidBy({ payment }: { payment: { gateway: string; method: string } }) {
  const { gateway, method } = payment;
  return (
    <>
      <PluginName of={gateway} />
      {method && method !== gateway && !gateway.startsWith(`${method}-`) && ` · ${method.replaceAll("_", " ")}`}
    </>
  );
}
