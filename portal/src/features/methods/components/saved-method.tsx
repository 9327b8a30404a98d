import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CreditCard, Landmark, Smartphone } from "lucide-react";

import type { Saved } from "../../../paying/methods";

const icons: Record<string, typeof CreditCard> = { upi: Smartphone, emandate: Landmark, nach: Landmark };

interface SavedMethodProps {
  method: Saved;
  busy: boolean;
  onDefault: () => void;
  onRemove: () => void;
}

/** One saved way to pay: what it is, how far its mandate goes, and whether it is the one that is charged. */
export function SavedMethod({ method, busy, onDefault, onRemove }: SavedMethodProps) {
  const { t } = useTranslation("methods");
  const Icon = icons[method.kind] ?? CreditCard;
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-44 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span className="break-all">{method.title}</span>
          {method.default && <Badge tone="success">{t("default")}</Badge>}
          {method.state !== "confirmed" && <StatusBadge state={method.state} />}
        </p>
        <p className="text-xs text-muted-foreground">
          {t(`kind.${method.kind}`, { defaultValue: method.kind })}
          {method.max_amount && (
            <>
              {" · "}
              {t("mandate")} <Money value={method.max_amount} />
            </>
          )}
          {method.expires_at && (
            <>
              {" · "}
              {t("until")} <Instant value={method.expires_at} />
            </>
          )}
        </p>
        {!method.chargeable && <p className="text-xs text-warning">{method.state === "confirmed" ? t("refused") : t("unconfirmed")}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        {!method.default && method.chargeable && (
          <Button variant="secondary" size="sm" busy={busy} onClick={onDefault} aria-label={`${t("make_default")}: ${method.title}`}>
            {t("make_default")}
          </Button>
        )}
        <Button variant="ghost" size="sm" onClick={onRemove} aria-label={`${t("remove")}: ${method.title}`}>
          {t("remove")}
        </Button>
      </div>
    </li>
  );
}
