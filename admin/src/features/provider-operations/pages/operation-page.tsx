import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CodeBlock, prettyJson } from "@hostler/ui/code-block";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { curlOf } from "@hostler/web-kit/curl";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { PluginName } from "../../../plugins/plugin-name";
import { useCallWords } from "../../../records/words";
import { getOperation, type Operation } from "../../../wire/operations";
import { Subject } from "../../../wire/subject";
import { Outcome } from "../components/outcome";

export default function OperationPage() {
  const { t } = useTranslation("provider-operations");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const words = useCallWords();
  const query = useQuery(getOperation(id));
  useTitle(query.data ? words(query.data.operation) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(call) => <Call call={call} />}
    </Ask>
  );
}

function Call({ call }: { call: Operation }) {
  const { t } = useTranslation("provider-operations");
  const Link = useLink();
  const words = useCallWords();
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/provider-operations" }]}
        title={words(call.operation)}
        description={<code className="font-mono text-xs">{call.operation}</code>}
        badge={<StatusBadge state={call.state} />}
        actions={
          call.subject && (
            <Button asChild variant="secondary">
              <Link href={`/provider-operations?subject=${encodeURIComponent(call.subject)}`}>{t("same_subject")}</Link>
            </Button>
          )
        }
      />
      <Outcome call={call} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Facts call={call} />
          {(call.error_code ?? call.error_message) && (
            <Card title={t("answer")}>
              <CodeBlock label={t("answer")} text={[call.error_code, call.error_message].filter(Boolean).join("\n")} />
            </Card>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title={t("request")}>
            <CodeBlock label={t("request")} text={prettyJson(call.request)} />
            <p className="mt-2 text-xs text-muted-foreground">{t("masked")}</p>
          </Card>
          <Card title={t("curl")}>
            <CodeBlock label={t("curl")} text={curlOf("GET", `/admin/provider-operations/${call.id}`)} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Facts({ call }: { call: Operation }) {
  const { t } = useTranslation("provider-operations");
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={2}
        facts={[
          [t("plugin"), <PluginName key="plugin" of={call.plugin} />],
          [t("subject"), <Subject key="subject" id={call.subject} />],
          [
            t("attempts"),
            <span key="attempts" className="tabular-nums">
              {call.attempts}
            </span>,
          ],
          [
            t("looked"),
            <span key="looked" className="tabular-nums">
              {call.located}
            </span>,
          ],
          [t("created"), <Instant key="created" value={call.created_at} />],
          [t("updated"), <Instant key="updated" value={call.updated_at} />],
          [
            t("key"),
            <span key="key" className="inline-flex items-center gap-1">
              <code className="font-mono text-xs break-all">{call.idempotency_key}</code>
              <CopyButton value={call.idempotency_key} />
            </span>,
          ],
        ]}
      />
    </Card>
  );
}
