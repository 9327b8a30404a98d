import { CodeBlock, prettyJson } from "@hostler/ui/code-block";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Repeat } from "lucide-react";

import { replayDelivery, type Delivery } from "../api/webhooks";

function pretty(body: string): string {
  try {
    return prettyJson(JSON.parse(body));
  } catch {
    return body;
  }
}

/** What was sent and what came back, word for word. */
export function DeliverySheet({ delivery, url, onClose }: { delivery: Delivery; url?: string; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={<span className="font-mono text-base">{delivery.event}</span>} description={url && <span className="break-all">{url}</span>} className="max-w-xl">
        <div className="flex flex-col gap-4 pb-4">
          <DescriptionList
            columns={2}
            facts={[
              [t("state"), <StatusBadge key="state" state={delivery.state} />],
              [
                t("status"),
                delivery.status > 0 ? (
                  <span key="status" className="font-mono">
                    {delivery.status}
                  </span>
                ) : (
                  t("no_answer")
                ),
              ],
              [
                t("attempts"),
                <span key="attempts" className="tabular-nums">
                  {delivery.attempts}
                </span>,
              ],
              [t("took"), t("ms", { ms: delivery.took_ms })],
              [t("created"), <Instant key="created" value={delivery.created_at} />],
              delivery.tried_at ? [t("tried"), <Instant key="tried" value={delivery.tried_at} />] : null,
              delivery.replay_of
                ? [
                    t("replay_of"),
                    <code key="replay" className="font-mono text-xs break-all">
                      {delivery.replay_of}
                    </code>,
                  ]
                : null,
            ]}
          />
          <div>
            <ActButton
              label={t("replay")}
              icon={Repeat}
              title={t("replay_title")}
              consequence={t("replay_text")}
              run={(_, header) => replayDelivery(delivery.id, header)}
              done={t("replayed")}
              invalidates={["webhooks"]}
            />
          </div>
          <div>
            <h3 className="mb-1.5 text-sm font-medium">{t("body")}</h3>
            <CodeBlock label={t("body")} text={pretty(delivery.body)} />
          </div>
          {delivery.answer && (
            <div>
              <h3 className="mb-1.5 text-sm font-medium">{t("answer")}</h3>
              <CodeBlock label={t("answer")} text={delivery.answer} />
            </div>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}
