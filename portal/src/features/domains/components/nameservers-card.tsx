import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { isHeld, type Domain, type Step } from "../api/domains";

import { NameserversDialog } from "./nameservers-dialog";
import { progressOf } from "./story";

/** Who answers for the name. */
export function NameserversCard({ domain, steps }: { domain: Domain; steps: Step[] }) {
  const { t } = useTranslation("domains");
  const Link = useLink();
  const [editing, setEditing] = useState(false);
  const progress = progressOf(steps, "set_nameservers");
  const servers = domain.nameservers ?? [];
  return (
    <Card
      title={t("nameservers.title")}
      action={
        isHeld(domain) && (
          <Button variant="secondary" size="sm" disabled={progress === "pending"} onClick={() => setEditing(true)}>
            {t("change")}
          </Button>
        )
      }
    >
      {servers.length === 0 ? (
        <p className="text-sm text-muted-foreground">{t("nameservers.none")}</p>
      ) : (
        <ul className="font-mono text-sm">
          {servers.map((server) => (
            <li key={server} className="break-all">
              {server}
            </li>
          ))}
        </ul>
      )}
      {progress === "pending" && (
        <Badge tone="info" className="mt-2">
          {t("at_registrar")}
        </Badge>
      )}
      {progress === "failed" && (
        <p role="alert" className="mt-2 text-xs text-destructive">
          {t("refused_there")}
        </p>
      )}
      <p className="mt-3 text-sm">
        <Link href={`/domains/${domain.id}/dns`} className="inline-flex min-h-6 items-center text-primary hover:underline">
          {t("nameservers.records")}
        </Link>
      </p>
      {editing && <NameserversDialog domain={domain} onClose={() => setEditing(false)} />}
    </Card>
  );
}
