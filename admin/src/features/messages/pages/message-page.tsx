import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Send } from "lucide-react";

import { getMessage, resendMessage, type Message } from "../api/messages";
import { MessageFacts } from "../components/message-facts";
import { MessageText } from "../components/message-text";
import { useMessageTitle } from "../components/message-title";

/** One mail or SMS: what it said and what became of it. */
export default function MessagePage() {
  const { t } = useTranslation("messages");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const titleOf = useMessageTitle();
  const query = useQuery(getMessage(id));
  useTitle(query.data ? query.data.subject || titleOf(query.data) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(message) => <Shown message={message} />}
    </Ask>
  );
}

function Shown({ message }: { message: Message }) {
  const { t } = useTranslation("messages");
  const titleOf = useMessageTitle();
  const navigate = useNavigate();
  const why = message.delivery_reason ?? message.answer;
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/messages" }]}
        title={message.subject || titleOf(message)}
        description={t("to_whom", { to: message.to })}
        badge={<StatusBadge state={message.delivery ?? message.state} />}
        actions={
          <ActButton
            label={t("resend")}
            icon={Send}
            title={t("resend_title")}
            consequence={t("resend_text", { to: message.to })}
            run={(_, header) => resendMessage(message.id, header)}
            done={t("resent")}
            invalidates={["messages", "clients"]}
            onDone={(again) => void navigate({ to: `/messages/${again.id}` })}
          />
        }
      />
      {message.state === "failed" && (
        <Notice tone="danger" title={t("failed")} className="mb-4">
          {why || t("failed_text")}
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <MessageText message={message} />
        <MessageFacts message={message} />
      </div>
    </>
  );
}
