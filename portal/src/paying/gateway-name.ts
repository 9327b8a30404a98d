import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { methodTitle } from "./method-title";
import { paymentMethods } from "./methods";

/** What money went through, as the shop calls it when it offers it; one that it offers no more is called by its own name. */
export function useGatewayName(): (gateway: string) => string {
  const { t } = useTranslation(["paying", "common"]);
  const { data } = useQuery({ ...paymentMethods, staleTime: 5 * 60_000 });
  return useCallback(
    (gateway: string) => {
      if (gateway === "manual" || gateway === "wallet") return t(`common:gateway.${gateway}`);
      const offered = data?.offered?.find((one) => one.gateway === gateway);
      return offered ? methodTitle(t as never, offered) : gateway.replaceAll("_", " ");
    },
    [t, data],
  );
}
