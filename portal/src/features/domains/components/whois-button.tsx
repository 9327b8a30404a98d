import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Dialog, DialogContent, DialogTrigger } from "@hostler/ui/dialog";
import { Notice } from "@hostler/ui/notice";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { getWhois, type Domain } from "../api/domains";

/** Looks it up at the registrar, which may take a moment. */
export function WhoisButton({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">{t("whois.button")}</Button>
      </DialogTrigger>
      <DialogContent title={t("whois.title", { name: domain.unicode })}>{open && <Answer id={domain.id} />}</DialogContent>
    </Dialog>
  );
}

function Answer({ id }: { id: string }) {
  const { t } = useTranslation("domains");
  const query = useQuery(getWhois(id));
  return (
    <Ask query={query} skeleton={<Skeleton className="mb-4 h-48" />}>
      {(whois) => (
        <div className="flex flex-col gap-4 pb-4">
          {!whois.live && (
            <Notice tone="warning">
              {t("whois.stale")} <Instant value={whois.as_of} />
            </Notice>
          )}
          <DescriptionList
            columns={2}
            facts={[
              [t("whois.registrar"), whois.registrar],
              [t("whois.status"), whois.registrar_status || null],
              [t("whois.created"), whois.created_at && <Instant key="created" value={whois.created_at} />],
              [t("expires"), whois.expires_at && <Instant key="expires" value={whois.expires_at} />],
              [t("settings.lock"), t(whois.transfer_lock ? "yes" : "no")],
              [t("settings.privacy"), t(whois.privacy ? "yes" : "no")],
              [
                t("nameservers.title"),
                <span key="ns" className="font-mono">
                  {whois.nameservers.join(", ") || "–"}
                </span>,
              ],
            ]}
          />
        </div>
      )}
    </Ask>
  );
}
