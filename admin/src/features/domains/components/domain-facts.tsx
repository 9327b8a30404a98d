import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { ClientLink } from "../../../people/client-link";
import { PluginName } from "../../../plugins/plugin-name";
import { useCountryName } from "../../../records/names";
import type { Domain } from "../../../sold/domain";
import { Subject } from "../../../wire/subject";

export function DomainFacts({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const onOff = (on: boolean) => <StatusBadge state={on ? "on" : "off"} />;
  const [linked] = Object.values((domain.link ?? {}) as Record<string, string>);
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={2}
        facts={[
          domain.account_id ? [t("client"), <ClientLink key="client" id={domain.account_id} client={domain.client} />] : null,
          domain.unicode !== domain.name
            ? [
                t("ascii"),
                <code key="ascii" className="font-mono text-xs break-all">
                  {domain.name}
                </code>,
              ]
            : null,
          [t("expires"), domain.expires_on ? <CivilDate key="expires" value={domain.expires_on} /> : "–"],
          [t("auto_renew"), onOff(domain.auto_renew)],
          [t("registrar"), domain.registrar ? <PluginName key="registrar" of={domain.registrar} /> : t("no_registrar")],
          domain.registrar_status
            ? [
                t("registrar_status"),
                <code key="status" className="font-mono text-xs break-all">
                  {domain.registrar_status}
                </code>,
              ]
            : null,
          [t("lock"), onOff(domain.transfer_lock)],
          [t("privacy"), onOff(domain.privacy)],
          [t("dnssec"), onOff(domain.dnssec)],
          linked ? [t("linked"), <Subject key="linked" id={linked} />] : null,
          [t("since"), <Instant key="since" value={domain.created_at} />],
          [
            t("id"),
            <span key="id" className="inline-flex items-center gap-1">
              <code className="font-mono text-xs break-all">{domain.id}</code>
              <CopyButton value={domain.id} />
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

export function Nameservers({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const all = domain.nameservers ?? [];
  return (
    <Card title={t("nameservers")}>
      {all.length === 0 ? (
        <p className="text-sm text-muted-foreground">{t("no_nameservers")}</p>
      ) : (
        <ul className="font-mono text-sm">
          {all.map((name) => (
            <li key={name} className="break-all">
              {name}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Whom the registry knows, by role. */
export function Contacts({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const country = useCountryName();
  const roles = Object.entries((domain.contacts ?? {}) as Record<string, Record<string, unknown> | null>).filter(([, who]) => who && typeof who === "object");
  if (roles.length === 0) return null;
  return (
    <Card title={t("contacts")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {roles.map(([role, who]) => (
          <div key={role} className="min-w-0 text-sm">
            <h3 className="text-xs text-muted-foreground">{t(`contact.${role}`, { defaultValue: role })}</h3>
            {linesOf(who ?? {}, country).map((line) => (
              <p key={line} className="break-words">
                {line}
              </p>
            ))}
          </div>
        ))}
      </div>
    </Card>
  );
}

const named = [
  ["first_name", "last_name", "name"],
  ["organisation", "organization", "company"],
  ["email"],
  ["phone"],
  ["line1", "address1"],
  ["line2", "address2"],
  ["postal_code", "city"],
  ["state", "country"],
];

/** As one writes an address; what a registry asks for besides stands below it. */
function linesOf(who: Record<string, unknown>, country: (code: string) => string): string[] {
  const flat = new Map<string, string>();
  const read = (value: object) => {
    for (const [key, inside] of Object.entries(value))
      if (inside && typeof inside === "object") read(inside as object);
      else if (inside !== "" && inside != null) flat.set(key, key === "country" ? country(String(inside)) : key === "phone" ? groupedPhone(String(inside)) : String(inside));
  };
  read(who);
  const take = (key: string) => {
    const value = flat.get(key);
    flat.delete(key);
    return value;
  };
  const lines = named.map((keys) => keys.map(take).filter(Boolean).join(" "));
  return [...lines, [...flat.values()].join(", ")].filter(Boolean);
}
