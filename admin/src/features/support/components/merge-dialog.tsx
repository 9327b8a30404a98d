import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { useWords } from "@hostler/ui/lib/ui-text";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { ticketsOf, type Ticket } from "../api/tickets";
import { mergeTicket } from "../api/write-tickets";

/** Moves all that was said into another ticket of the same client. */
export function MergeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation("support");
  const { text, status: word } = useWords();
  const navigate = useNavigate();
  const [into, setInto] = useState("");
  const query = useQuery({ ...ticketsOf(ticket.requester.client_id ?? ""), select: (all) => all.filter((one) => one.id !== ticket.id && !one.merged_into) });
  const act = useAct({
    run: (target: string) => mergeTicket(ticket.id, target),
    done: t("merge.done"),
    invalidates: ["tickets"],
    onDone: (target) => {
      onClose();
      void navigate({ href: `/support/${target.id}` } as never);
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("merge.title")}
        description={t("merge.text", { count: ticket.replies?.length ?? 0 })}
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {text("cancel")}
            </Button>
            <Button disabled={!into} busy={act.busy} onClick={() => void act.go(into)}>
              {t("merge.confirm")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3 pb-3">
          <FormFailure failure={act.failure} />
          <Ask
            query={query}
            skeleton={<Skeleton className="h-32" />}
            isEmpty={(list) => list.length === 0}
            empty={<p className="text-sm text-muted-foreground">{t("merge.none")}</p>}
          >
            {(list) => (
              <RadioGroup value={into} onValueChange={setInto} aria-label={t("merge.into")} className="max-h-80 overflow-y-auto">
                {list.map((one) => (
                  <RadioItem
                    key={one.id}
                    value={one.id}
                    help={
                      <>
                        {word(one.status)} · <Instant value={one.updated_at} relative />
                      </>
                    }
                  >
                    {one.subject}
                  </RadioItem>
                ))}
              </RadioGroup>
            )}
          </Ask>
        </div>
      </DialogContent>
    </Dialog>
  );
}
