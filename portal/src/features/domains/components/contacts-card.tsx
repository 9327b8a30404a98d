import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Contact, Contacts } from "../api/change-domain";
import { isHeld, type Domain, type Step } from "../api/domains";

import { roles, type Role } from "./contacts-form";
import { progressOf } from "./story";

/** Who stands behind the name, as the registry has it. */
export function ContactsCard({ domain, steps }: { domain: Domain; steps: Step[] }) {
  const { t } = useTranslation("domains");
  const Link = useLink();
  const contacts = domain.contacts as Partial<Contacts> | null;
  const progress = progressOf(steps, "set_contacts");
  const editable = isHeld(domain) || domain.status === "pending";
  return (
    <Card
      title={t("contacts.title")}
      action={
        editable && (
          <Button asChild variant="secondary" size="sm">
            <Link href={`/domains/${domain.id}/contacts`} aria-label={`${t("change")}: ${t("contacts.title")}`}>
              {t("change")}
            </Link>
          </Button>
        )
      }
    >
      {!contacts?.registrant ? (
        <p className="text-sm text-muted-foreground">{t("contacts.unknown")}</p>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          {roles.map((role) => {
            const contact = contacts[role];
            return contact ? <One key={role} role={role} contact={contact} /> : null;
          })}
        </div>
      )}
      {progress === "pending" && (
        <Badge tone="info" className="mt-3">
          {t("at_registrar")}
        </Badge>
      )}
      {progress === "failed" && (
        <p role="alert" className="mt-2 text-xs text-destructive">
          {t("refused_there")}
        </p>
      )}
    </Card>
  );
}

function One({ role, contact }: { role: Role; contact: Contact }) {
  const { t, i18n } = useTranslation("domains");
  const country = contact.country ? (new Intl.DisplayNames([i18n.language], { type: "region" }).of(contact.country) ?? contact.country) : "";
  const place = [contact.postal_code, contact.city, contact.state].filter(Boolean).join(" ");
  return (
    <div className="min-w-0 text-sm">
      <h3 className="text-xs text-muted-foreground">{t(`contacts.${role}`)}</h3>
      <p className="font-medium">
        {contact.first_name} {contact.last_name}
      </p>
      {contact.organization && <p>{contact.organization}</p>}
      <p className="text-muted-foreground">{[contact.line1, contact.line2, place, country].filter(Boolean).join(", ")}</p>
      <p className="break-all text-muted-foreground">{contact.email}</p>
      <p className="text-muted-foreground">{groupedPhone(contact.phone)}</p>
    </div>
  );
}
