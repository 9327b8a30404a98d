import { Button } from "@hostler/ui/button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type ComponentProps } from "react";

import { isHeld, type Domain } from "../api/domains";

import { RenewDialog } from "./renew-dialog";

/** Renews those of them that can be renewed. */
export function RenewButton({ domains, size, variant }: { domains: Domain[] } & Pick<ComponentProps<typeof Button>, "size" | "variant">) {
  const { t } = useTranslation("domains");
  const [open, setOpen] = useState(false);
  const held = domains.filter(isHeld);
  if (held.length === 0) return domains.length > 0 ? <span className="text-sm text-muted-foreground">{t("renew.none")}</span> : null;
  return (
    <>
      <Button size={size} variant={variant} onClick={() => setOpen(true)}>
        {t("renew.button", { count: held.length })}
      </Button>
      {open && <RenewDialog domains={held} onClose={() => setOpen(false)} />}
    </>
  );
}
