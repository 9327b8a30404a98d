import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { StatusBadge } from "@hostler/ui/status-badge";
import { toast } from "@hostler/ui/toaster";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";

import { replay, type Delivery } from "../api/webhooks";

/** JSON set out to be read; what is none, as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function DeliveryDrawer({ hook, delivery, onClose }: { hook: string; delivery: Delivery; onClose: () => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const { run, busy, failure } = useWrite((id: string, header) => replay(hook, id, header));
  const again = async () => {
    if (!(await run(delivery.id))) return;
    void toast("success", t("delivery.replayed"));
    await queries.invalidateQueries({ queryKey: ["webhooks", "deliveries", hook] });
    onClose();
  };
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title={<span className="font-mono text-base break-all">{delivery.event}</span>}
        className="sm:max-w-xl"
        footer={
          <Button busy={busy} onClick={() => void again()}>
            {!busy && <RotateCw aria-hidden />}
            {t("delivery.replay")}
          </Button>
        }
      >
        <div className="flex flex-col gap-4 pb-4">
          <FormFailure failure={failure} />
          <DescriptionList
            columns={2}
            facts={[
              [t("state"), <StatusBadge key="state" state={delivery.state} />],
              [t("delivery.status"), delivery.status > 0 ? String(delivery.status) : "–"],
              [t("delivery.attempts"), String(delivery.attempts)],
              delivery.tried_at ? [t("delivery.tried"), <Instant key="tried" value={delivery.tried_at} />] : null,
              delivery.replay_of
                ? [
                    t("delivery.replay_of"),
                    <code key="of" className="font-mono text-xs break-all">
                      {delivery.replay_of}
                    </code>,
                  ]
                : null,
              [
                t("delivery.id"),
                <code key="id" className="font-mono text-xs break-all">
                  {delivery.id}
                </code>,
              ],
            ]}
          />
          <Body title={t("delivery.body")} text={pretty(delivery.body)} />
          {delivery.answer && <Body title={t("delivery.answer")} text={delivery.answer} />}
        </div>
      </SheetContent>
    </Sheet>
  );
}

function Body({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <h3 className="mb-1 flex items-center justify-between text-sm font-medium">
        {title}
        <CopyButton value={text} />
      </h3>
      {/* A region that scrolls must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre role="region" aria-label={title} tabIndex={0} className="max-h-80 overflow-auto rounded-md bg-muted p-3 font-mono text-xs">
        {text}
      </pre>
    </section>
  );
}
