import { Card } from "@hostler/ui/card";
import { CodeBlock } from "@hostler/ui/code-block";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Message } from "../api/messages";

/** What was written, as it looks and as it reads without pictures. */
export function MessageText({ message }: { message: Message }) {
  const { t } = useTranslation("messages");
  return (
    <Card title={t("said")}>
      <div className="flex min-w-0 flex-col gap-3">
        {message.subject && <p className="rounded-md border bg-muted/50 px-3 py-2 text-sm font-medium break-words">{message.subject}</p>}
        {message.html && (
          // A mail brings its own look: it stands on white, and none of its scripts would run.
          <iframe title={t("said")} sandbox="" srcDoc={message.html} className="h-[36rem] w-full rounded-md border bg-white" />
        )}
        {message.text && <CodeBlock text={message.text} label={t("plain_text")} />}
        <p className="text-xs text-muted-foreground">{t("covered")}</p>
      </div>
    </Card>
  );
}
