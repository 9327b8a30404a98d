import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { viewing, type Ticket } from "../api/tickets";

/** Says to others that one is here, and to oneself who else is: two who answer at once are told before they send. */
export function Onlookers({ ticket, writing }: { ticket: Ticket; writing: boolean }) {
  const { t, i18n } = useTranslation("support");
  const { data } = useQuery(viewing(ticket.id, writing));
  const others = data ?? ticket.others ?? [];
  if (others.length === 0) return null;
  const names = (all: typeof others) => new Intl.ListFormat(i18n.language).format(all.map((one) => one.name));
  const writers = others.filter((one) => one.writing);
  const readers = others.filter((one) => !one.writing);
  return (
    <Notice
      tone={writers.length > 0 ? "warning" : "info"}
      title={writers.length > 0 ? t("others.writing", { names: names(writers), count: writers.length }) : t("others.reading", { names: names(readers), count: readers.length })}
    >
      {writers.length > 0 ? t("others.writing_text") : null}
    </Notice>
  );
}
