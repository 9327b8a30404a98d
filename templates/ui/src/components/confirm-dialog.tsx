import { useId, useState, type ReactNode } from "react";

import { useWords } from "../lib/ui-text";

import { Button } from "./button";
import { Dialog, DialogContent } from "./dialog";
import { Input } from "./input";
import { Label } from "./label";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will be the case afterwards, in numbers: "Suspends 14 services of 3 clients". */
  consequence: ReactNode;
  /** The verb on the button. */
  confirm: string;
  /** Only where data is destroyed: what must be typed. */
  typed?: string;
  danger?: boolean;
  busy?: boolean;
  error?: ReactNode;
  onConfirm: () => void;
  children?: ReactNode;
}

export function ConfirmDialog({ open, onOpenChange, title, consequence, confirm, typed, danger, busy, error, onConfirm, children }: ConfirmDialogProps) {
  const { text } = useWords();
  const [entered, setEntered] = useState("");
  const id = useId();
  const ready = !typed || entered === typed;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setEntered("");
        onOpenChange(next);
      }}
    >
      <DialogContent
        role="alertdialog"
        title={title}
        description={consequence}
        footer={
          <>
            <Button variant="secondary" onClick={() => onOpenChange(false)}>
              {text("cancel")}
            </Button>
            <Button variant={danger ? "destructive" : "primary"} disabled={!ready} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </>
        }
      >
        {children}
        {typed && (
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={id}>{text("confirm_type", { name: typed })}</Label>
            <Input id={id} value={entered} onChange={(event) => setEntered(event.target.value)} autoComplete="off" spellCheck={false} />
          </div>
        )}
        {error && (
          <div role="alert" className="text-sm text-destructive">
            {error}
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
