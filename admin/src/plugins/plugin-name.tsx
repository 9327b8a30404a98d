import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { listPlugins, titleOf } from "./plugins";

// Asked for once: who may not see plugins is refused, and refused is no reason to ask on every page.
const named = { ...listPlugins, staleTime: 5 * 60_000, retry: false, retryOnMount: false, refetchOnWindowFocus: false };

/** What an account of a plugin is called: "razorpay" is "Razorpay", "wallet" is "Account credit". Unknown ones, and all of them for who may not see plugins, stay as they are. */
export function usePluginName(): (account: string) => string {
  const { t } = useTranslation("common");
  const { data } = useQuery(named);
  return useCallback((account: string) => (account === "wallet" || account === "manual" ? t(`gateway.${account}`) : titleOf(data?.data ?? [], account)), [t, data]);
}

/** An account of a plugin by its title; its own name shows on pointing at it. */
export function PluginName({ of }: { of: string }) {
  const nameOf = usePluginName();
  return <span title={of}>{nameOf(of)}</span>;
}
