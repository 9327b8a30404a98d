import { Button } from "@hostler/ui/button";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import type { ActFailure } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useId, type ReactNode } from "react";

import { FailureSummary } from "./failure-summary";

interface SheetFormProps {
  title: string;
  description?: ReactNode;
  onClose: () => void;
  onSubmit: () => void;
  busy: boolean;
  failure: ActFailure | null;
  /** Whether a field of an answer has a control here. */
  hasControl: (field: string) => boolean;
  saveLabel?: string;
  /** Further buttons, at the beginning of the foot. */
  acts?: ReactNode;
  children: ReactNode;
}

/** A record's form at the page's edge: saved at its foot, which stays in reach. */
export function SheetForm({ title, description, onClose, onSubmit, busy, failure, hasControl, saveLabel, acts, children }: SheetFormProps) {
  const { t } = useTranslation("desk");
  const { text } = useWords();
  const id = useId();
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title={title}
        description={description}
        className="max-w-xl"
        footer={
          <>
            {acts && <span className="me-auto flex gap-2">{acts}</span>}
            <Button variant="secondary" onClick={onClose}>
              {text("cancel")}
            </Button>
            <Button type="submit" form={id} busy={busy}>
              {saveLabel ?? t("save")}
            </Button>
          </>
        }
      >
        <form
          id={id}
          noValidate
          className="flex flex-col gap-4 pb-4"
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          <FailureSummary failure={failure} hasControl={hasControl} />
          {children}
        </form>
      </SheetContent>
    </Sheet>
  );
}
