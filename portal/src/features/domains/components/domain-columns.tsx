import type { Column } from "@hostler/ui/data-table";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { LockKeyhole, LockKeyholeOpen } from "lucide-react";

import type { Domain } from "../api/domains";

import { AutoRenewSwitch } from "./auto-renew-switch";
import { DomainBadge } from "./domain-badge";
import { Expiry } from "./expiry";

export function useDomainColumns(): Column<Domain>[] {
  const { t } = useTranslation("domains");
  return [
    { id: "name", header: t("name"), sort: "name", card: "title", cell: (domain) => <span className="break-all">{domain.unicode}</span> },
    { id: "status", header: t("status"), card: "corner", cell: (domain) => <DomainBadge domain={domain} /> },
    { id: "expires", header: t("expires"), sort: "expires_on", cell: (domain) => <Expiry domain={domain} /> },
    { id: "renew", header: t("auto_renew"), cell: (domain) => <AutoRenewSwitch domain={domain} /> },
    {
      id: "lock",
      header: t("settings.lock"),
      cell: (domain) => (
        <span className="inline-flex items-center gap-1.5 text-muted-foreground">
          {domain.transfer_lock ? <LockKeyhole className="size-4" aria-hidden /> : <LockKeyholeOpen className="size-4" aria-hidden />}
          {t(domain.transfer_lock ? "yes" : "no")}
        </span>
      ),
    },
  ];
}
