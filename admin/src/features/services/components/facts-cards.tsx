import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { ClientLink } from "../../../people/client-link";
import { productOf, type Service } from "../../../sold/service";
import { CycleWord, Price } from "../../../terms/price";

export function ServiceFacts({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const Link = useLink();
  const product = productOf(service);
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={2}
        facts={[
          [t("client"), <ClientLink key="client" id={service.account_id} client={service.client} />],
          product
            ? [
                t("product"),
                <Link key="product" href={`/products/${product.id}`} className="inline-flex min-h-6 items-center hover:underline">
                  {product.name}
                  {service.quantity > 1 && ` × ${service.quantity}`}
                </Link>,
              ]
            : null,
          service.domain ? [t("domain"), service.domain] : null,
          service.hostname
            ? [
                t("hostname"),
                <code key="host" className="font-mono">
                  {service.hostname}
                </code>,
              ]
            : null,
          [t("server"), service.server ?? t("no_server")],
          [t("price"), <Price key="price" value={service.recurring_total} cycle={service.cycle} />],
          [t("cycle"), <CycleWord key="cycle" cycle={service.cycle} />],
          [t("next_due"), service.next_due_date ? <CivilDate key="next" value={service.next_due_date} /> : "–"],
          [t("since"), <Instant key="since" value={service.created_at} />],
          [
            t("id"),
            <span key="id" className="inline-flex items-center gap-1">
              <code className="font-mono text-xs break-all">{service.id}</code>
              <CopyButton value={service.id} />
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

/** Options and add-ons, as they were sold. */
export function ExtrasCard({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const extras = service.extras ?? [];
  if (extras.length === 0) return null;
  return (
    <Card title={t("extras")}>
      <DescriptionList
        columns={2}
        facts={extras.map((extra) => [
          extra.title,
          <span key={extra.key}>
            {String(extra.value)} · <Money value={extra.price} />
          </span>,
        ])}
      />
    </Card>
  );
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** What the provider told when it was made: its address, its name servers. */
export function ProviderFacts({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const facts = Object.entries((service.facts ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
  if (facts.length === 0) return null;
  return (
    <Card title={t("provider_facts")}>
      <DescriptionList
        columns={2}
        facts={facts.map(([name, value]) => [
          t(`provider_fact.${name}`, { defaultValue: name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ") }),
          <span key={name} className="font-mono text-xs break-all">
            {inWords(value)}
          </span>,
        ])}
      />
    </Card>
  );
}
