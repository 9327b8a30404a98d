import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { ClientName } from "../../../people/client-name";
import { PluginName } from "../../../plugins/plugin-name";
import type { Message } from "../api/messages";

import { useMessageTitle } from "./message-title";

/** To whom it went, by whom, and what became of it. */
export function MessageFacts({ message }: { message: Message }) {
  const { t, i18n } = useTranslation("messages");
  const titleOf = useMessageTitle();
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={2}
        facts={[
          [
            t("kind"),
            <span key="kind">
              {titleOf(message)} <code className="font-mono text-xs text-muted-foreground">{message.kind}</code>
            </span>,
          ],
          [t("channel"), t(`channels.${message.channel}`)],
          [
            t("to"),
            <span key="to" className="break-all">
              {message.to}
            </span>,
          ],
          message.account ? [t("client"), <ClientName key="client" id={message.account} />] : null,
          [t("language"), new Intl.DisplayNames([i18n.language], { type: "language" }).of(message.language) ?? message.language],
          [t("created"), <Instant key="created" value={message.created_at} />],
          message.sent_at ? [t("sent"), <Instant key="sent" value={message.sent_at} />] : null,
          message.delivered_at ? [t("reported"), <Instant key="reported" value={message.delivered_at} />] : null,
          message.good_until ? [t("good_until"), <Instant key="until" value={message.good_until} />] : null,
          [
            t("attempts"),
            <span key="attempts" className="tabular-nums">
              {message.attempts}
            </span>,
          ],
          message.carrier ? [t("carrier"), <PluginName key="carrier" of={message.carrier} />] : null,
          message.answer
            ? [
                t("answer"),
                <span key="answer" className="break-words">
                  {message.answer}
                </span>,
              ]
            : null,
          message.delivery_reason ? [t("reason"), message.delivery_reason] : null,
        ]}
      />
    </Card>
  );
}
