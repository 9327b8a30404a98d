import { Switch } from "@hostler/ui/switch";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { setAutoRenew } from "../api/change-domain";
import type { AllDomains, Domain } from "../api/domains";

/** Costs nothing and can be undone, so it is so at once; what the server says wins. */
export function AutoRenewSwitch({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const explain = useExplain();
  const queries = useQueryClient();
  const show = (on: boolean) => {
    queries.setQueryData<Domain>(["domains", "one", domain.id], (old) => old && { ...old, auto_renew: on });
    queries.setQueryData<AllDomains>(["domains", "all"], (old) => old && { ...old, domains: old.domains.map((one) => (one.id === domain.id ? { ...one, auto_renew: on } : one)) });
  };
  const change = useMutation({
    mutationFn: (on: boolean) => setAutoRenew(domain.id, on),
    onMutate: show,
    onError: (error, on) => {
      show(!on);
      void toast("error", t("change_failed"), { description: explain(error).detail });
    },
  });
  const ended = ["transferred_away", "cancelled", "failed"].includes(domain.status);
  return (
    <Switch
      checked={domain.auto_renew}
      disabled={ended}
      onCheckedChange={(on) => change.mutate(on)}
      aria-label={`${t("auto_renew")}: ${domain.unicode}`}
      className="align-middle"
    />
  );
}
