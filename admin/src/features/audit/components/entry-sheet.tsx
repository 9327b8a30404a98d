import { CodeBlock, prettyJson } from "@hostler/ui/code-block";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { StaffName } from "../../../people/staff-name";
import { Subject } from "../../../wire/subject";
import { useActWords } from "../../../records/words";
import type { AuditLine } from "../api/audit";
import { changesBetween } from "../api/changes";

/** One entry: who, from where, and what was another before. */
export function EntrySheet({ line, onClose }: { line: AuditLine; onClose: () => void }) {
  const { t } = useTranslation("audit");
  const words = useActWords();
  const changes = changesBetween(line.before, line.after);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={words(line.action)} description={<code className="font-mono text-xs break-all">{line.action}</code>} className="max-w-xl">
        <div className="flex flex-col gap-4 pb-4">
          <DescriptionList
            columns={2}
            facts={[
              [t("at"), <Instant key="at" value={line.created_at} />],
              [t("object"), <Subject key="object" id={line.object} />],
              [t("actor"), t(`kind.${line.actor}`)],
              line.user ? [t("who"), <StaffName key="who" id={line.user} />] : null,
              line.impersonator ? [t("impersonator"), <StaffName key="imp" id={line.impersonator} />] : null,
              line.account_id ? [t("account"), <Subject key="account" id={line.account_id} />] : null,
              line.ip
                ? [
                    t("ip"),
                    <span key="ip" className="font-mono">
                      {line.ip}
                    </span>,
                  ]
                : null,
              line.credential
                ? [
                    t("credential"),
                    <code key="cred" className="font-mono text-xs break-all">
                      {line.credential}
                    </code>,
                  ]
                : null,
              line.user_agent
                ? [
                    t("user_agent"),
                    <span key="ua" className="text-xs break-words">
                      {line.user_agent}
                    </span>,
                  ]
                : null,
              line.request_id
                ? [
                    t("request"),
                    <span key="request" className="inline-flex items-center gap-1">
                      <code className="font-mono text-xs break-all">{line.request_id}</code>
                      <CopyButton value={line.request_id} />
                    </span>,
                  ]
                : null,
            ]}
          />
          {changes.length === 0 ? (
            <p className="text-sm text-muted-foreground">{t("no_change")}</p>
          ) : (
            <ul aria-label={t("changes")} className="flex flex-col divide-y rounded-md border text-sm">
              {changes.map((change) => (
                <li key={change.path} className="grid gap-x-3 gap-y-0.5 px-3 py-2 sm:grid-cols-[10rem_1fr]">
                  <code className="font-mono text-xs break-all text-muted-foreground">{change.path}</code>
                  <span className="min-w-0">
                    {change.before !== undefined && <del className="block break-words text-destructive">{change.before}</del>}
                    {change.after !== undefined && <ins className="block break-words text-success no-underline">{change.after}</ins>}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <details>
            <summary className="cursor-pointer text-sm">{t("raw")}</summary>
            <CodeBlock className="mt-2" label={t("raw")} text={prettyJson(line)} />
          </details>
        </div>
      </SheetContent>
    </Sheet>
  );
}
