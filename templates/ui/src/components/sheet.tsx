import type { ComponentProps } from "react";

import { Dialog, DialogClose, DialogContent, DialogTrigger } from "./dialog";

export const Sheet = Dialog;
export const SheetTrigger = DialogTrigger;
export const SheetClose = DialogClose;

/** A dialog at the page's edge: a drawer for a record, or the menu on a phone. */
export function SheetContent({ side = "end", ...props }: ComponentProps<typeof DialogContent>) {
  return <DialogContent data-slot="sheet" side={side} {...props} />;
}
