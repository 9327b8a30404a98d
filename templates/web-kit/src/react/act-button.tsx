import { Button } from "@hostler/ui/button";
import type { LucideIcon } from "lucide-react";
import { useState, type ComponentProps } from "react";

import { ActDialog, type ActDialogProps } from "./act-dialog";

interface ActButtonProps<Result> extends Omit<ActDialogProps<Result>, "onClose" | "confirm"> {
  label: string;
  /** The verb on the dialog's button where it is another than the label. */
  confirm?: string;
  icon?: LucideIcon;
  variant?: ComponentProps<typeof Button>["variant"];
  size?: ComponentProps<typeof Button>["size"];
  disabled?: boolean;
}

/** A button that asks before it does. */
export function ActButton<Result>({ label, confirm, icon: Icon, variant = "secondary", size, disabled, ...dialog }: ActButtonProps<Result>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} size={size} disabled={disabled} onClick={() => setOpen(true)}>
        {Icon && <Icon aria-hidden />}
        {label}
      </Button>
      {open && <ActDialog {...dialog} confirm={confirm ?? label} onClose={() => setOpen(false)} />}
    </>
  );
}
