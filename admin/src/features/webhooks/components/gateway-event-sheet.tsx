import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Repeat } from "lucide-react";

import { PluginName } from "../../../plugins/plugin-name";
import { getGatewayEvent, replayGatewayEvent, type GatewayEvent } from "../api/gateway-events";

/** What one message of a gateway said of money, and another look at it where that may help. */
export function GatewayEventSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const query = useQuery(getGatewayEvent(id));
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title={<span className="font-mono text-base">{query.data?.type ?? id}</span>}
        description={query.data && <PluginName of={query.data.gateway} />}
        className="max-w-xl"
      >
        <Ask query={query} skeleton={<SkeletonRows rows={6} />}>
          {(event) => (
            <div className="flex flex-col gap-4 pb-4">
              <Facts event={event} />
              {event.can_replay && <Replay event={event} />}
              <p className="text-xs text-muted-foreground">{t("in.private")}</p>
            </div>
          )}
        </Ask>
      </SheetContent>
    </Sheet>
  );
}

function Facts({ event }: { event: GatewayEvent }) {
  const { t } = useTranslation("webhooks");
  return (
    <>
      <p className="text-sm">
        {t(`in.what_it_is.${event.state}`)} {event.reason && <span className="text-muted-foreground">{event.reason}</span>}
      </p>
      <DescriptionList
        columns={2}
        facts={[
          [t("in.state"), <StatusBadge key="state" state={event.state} />],
          event.amount ? [t("in.amount"), <Money key="amount" value={event.amount} />] : null,
          [t("in.received"), <Instant key="received" value={event.received_at} />],
          [t("in.event_id"), <Id key="event" id={event.event_id} />],
          event.transaction_id ? [t("in.transaction"), <Id key="transaction" id={event.transaction_id} />] : null,
          event.payment_id ? [t("in.payment"), <Id key="payment" id={event.payment_id} />] : null,
        ]}
      />
    </>
  );
}

function Replay({ event }: { event: GatewayEvent }) {
  const { t } = useTranslation("webhooks");
  const { status } = useWords();
  const Link = useLink();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ActButton
        label={t("in.replay")}
        icon={Repeat}
        title={t("in.replay_title")}
        consequence={t("in.replay_text")}
        run={() => replayGatewayEvent(event.id)}
        done={({ state }) => t("in.replayed", { state: status(state) })}
        invalidates={["gateway-events", "payments"]}
      />
      {event.state !== "waiting" && (
        <Link href="/payments/unmatched" className="text-sm text-primary hover:underline">
          {t("in.to_unmatched")}
        </Link>
      )}
    </div>
  );
}

function Id({ id }: { id: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono text-xs break-all">{id}</code>
      <CopyButton value={id} />
    </span>
  );
}
