import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Client } from "../../../../people/clients";
import { useCountryName, useLanguageName } from "../../../../records/names";

import { DueCard } from "../due-card";
import { PinnedNotes } from "../pinned-notes";
import { TaxCard } from "../tax-card";

/** Who it is and what is open, on one screen. */
export function SummaryTab({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  const Link = useLink();
  const country = useCountryName();
  const language = useLanguageName();
  const duplicates = client.possible_duplicates ?? [];
  return (
    <div className="flex flex-col gap-4">
      {client.status === "suspended" && (
        <Notice tone="warning" title={t("notice.suspended")}>
          {client.status_reason || t("notice.suspended_text")}
        </Notice>
      )}
      {duplicates.length > 0 && (
        <Notice tone="warning" title={t("notice.duplicates")}>
          {duplicates.map((id) => (
            <Link key={id} href={`/clients/${id}`} className="me-3 inline-flex min-h-6 items-center font-mono text-xs hover:underline">
              {id}
            </Link>
          ))}
        </Notice>
      )}
      <PinnedNotes id={client.id} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("facts")}>
          <DescriptionList columns={2} facts={factsOf(client, t, country, language)} />
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <DueCard id={client.id} />
          <TaxCard client={client} />
        </div>
      </div>
    </div>
  );
}

function factsOf(
  client: Client,
  t: (key: string) => string,
  country: (code: string) => string,
  language: (code: string) => string,
): Parameters<typeof DescriptionList>[0]["facts"] {
  const { address } = client;
  return [
    [t("contact"), `${client.first_name} ${client.last_name}`],
    client.company ? [t("company"), client.company] : null,
    [
      t("email"),
      <span key="email" className="break-all">
        {client.email} {client.verified && <StatusBadge state="verified" />}
      </span>,
    ],
    client.phone ? [t("phone"), groupedPhone(client.phone)] : null,
    [t("address"), [address.line1, address.line2, address.city, address.state, address.postal_code, country(address.country)].filter(Boolean).join(", ")],
    [
      t("number"),
      <code key="number" className="font-mono">
        {client.number}
      </code>,
    ],
    client.alias
      ? [
          t("alias"),
          <code key="alias" className="font-mono">
            {client.alias}
          </code>,
        ]
      : null,
    [t("currency"), client.currency],
    [t("language"), language(client.language)],
    client.group ? [t("group"), client.group] : null,
    [t("created"), <Instant key="created" value={client.created_at} />],
    [t("last_sign_in"), client.user.last_sign_in_at ? <Instant key="last" value={client.user.last_sign_in_at} relative /> : t("never")],
  ];
}
