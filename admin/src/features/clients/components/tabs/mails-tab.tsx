import type { Column } from "@hostler/ui/data-table";
import { CodeBlock } from "@hostler/ui/code-block";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { StatusBadge } from "@hostler/ui/status-badge";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Mail as MailIcon, Send } from "lucide-react";

import { PluginName } from "../../../../plugins/plugin-name";
import { useTextWords } from "../../../../records/words";
import { listMails, resendMail, type Mail } from "../../api/belongings";

/** What was written to a client; one opens beside the list. */
export function MailsTab({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const words = useTextWords();
  const query = useInfiniteQuery(listMails(id));
  const [state, change] = useUrlState("mail");
  const open = query.data ? rowsOf(query.data).find((mail) => mail.id === state.mail) : undefined;
  const titleOf = (mail: Mail) => words(mail.channel === "sms" ? "sms" : "mail", mail.kind);
  const columns: Column<Mail>[] = [
    {
      id: "subject",
      header: t("subject"),
      card: "title",
      cell: (mail) => (
        <button type="button" className="inline-flex min-h-6 items-center text-start font-medium hover:underline" onClick={() => change({ mail: mail.id }, true)}>
          {mail.subject || titleOf(mail)}
        </button>
      ),
    },
    { id: "kind", header: t("kind"), cell: (mail) => <span title={mail.kind}>{titleOf(mail)}</span> },
    { id: "to", header: t("to_whom"), cell: (mail) => <span className="break-all">{mail.to}</span> },
    { id: "state", header: t("status"), card: "corner", cell: (mail) => <StatusBadge state={mail.delivery ?? mail.state} /> },
    { id: "at", header: t("date"), align: "end", cell: (mail) => <Instant value={mail.sent_at ?? mail.created_at} relative /> },
  ];
  return (
    <>
      <PagedList label={t("tab.mails")} query={query} columns={columns} rowId={(mail) => mail.id} empty={{ icon: MailIcon, title: t("no_mails") }} />
      {open && (
        <Sheet open onOpenChange={(next) => !next && change({ mail: undefined })}>
          <SheetContent title={open.subject || titleOf(open)} className="max-w-xl">
            <div className="flex flex-col gap-4 pb-4">
              <DescriptionList
                columns={2}
                facts={[
                  [
                    t("kind"),
                    <span key="kind">
                      {titleOf(open)} <code className="font-mono text-xs text-muted-foreground">{open.kind}</code>
                    </span>,
                  ],
                  [
                    t("to_whom"),
                    <span key="to" className="break-all">
                      {open.to}
                    </span>,
                  ],
                  [t("status"), <StatusBadge key="state" state={open.delivery ?? open.state} />],
                  [t("attempts"), open.attempts],
                  open.carrier ? [t("carrier"), <PluginName key="carrier" of={open.carrier} />] : null,
                  open.answer ? [t("answer"), open.answer] : null,
                  open.delivery_reason ? [t("reason"), open.delivery_reason] : null,
                ]}
              />
              <CodeBlock label={t("text")} text={open.text} />
              <div>
                <ActButton
                  label={t("resend")}
                  icon={Send}
                  title={t("resend_title")}
                  consequence={t("resend_text", { to: open.to })}
                  run={(_, header) => resendMail(open.id, header)}
                  done={t("resent")}
                  invalidates={["clients", "messages"]}
                />
              </div>
            </div>
          </SheetContent>
        </Sheet>
      )}
    </>
  );
}
