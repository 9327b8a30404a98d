import { useBrand } from "@hostler/web-kit/brand";
import { useSessionState } from "@hostler/web-kit/session";

/** The currency that prices are shown in: the account's, else the shop's. */
export function useShopCurrency(): string {
  const brand = useBrand();
  return useSessionState().account?.currency ?? brand.currency;
}
