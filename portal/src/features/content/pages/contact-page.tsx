import { Card } from "@hostler/ui/card";
import { DescriptionList } from "@hostler/ui/description-list";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { useLink } from "@hostler/ui/lib/link";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";

import { legalTexts } from "../../../help/legal";
import { Column } from "../components/column";
import { ContactForm } from "../components/contact-form";

export default function ContactPage() {
  const { t } = useTranslation("content");
  const brand = useBrand();
  const Link = useLink();
  const { phase } = useSessionState();
  const grievance = useQuery(legalTexts).data?.find((text) => text.slug === "grievance");
  useTitle(t("contact.title"));
  const link = "text-primary underline underline-offset-2 break-all";
  return (
    <Column title={t("contact.title")} text={t("contact.text")} wide>
      <div className="grid items-start gap-5 md:grid-cols-[1fr_20rem]">
        <ContactForm />
        <div className="flex flex-col gap-4">
          {phase === "in" && (
            <Card title={t("contact.client")}>
              <p className="text-sm text-muted-foreground">{t("contact.client_text")}</p>
              <Link href="/support/new" className={`mt-2 inline-flex min-h-6 items-center text-sm ${link}`}>
                {t("contact.ticket")}
              </Link>
            </Card>
          )}
          <Card title={brand.legal_name || brand.name}>
            <DescriptionList
              facts={[
                brand.email
                  ? [
                      t("contact.email"),
                      <a key="email" href={`mailto:${brand.email}`} className={link}>
                        {brand.email}
                      </a>,
                    ]
                  : null,
                brand.phone
                  ? [
                      t("contact.phone"),
                      <a key="phone" href={`tel:${brand.phone}`} className={link}>
                        {groupedPhone(brand.phone)}
                      </a>,
                    ]
                  : null,
                grievance
                  ? [
                      t("contact.grievance"),
                      <Link key="grievance" href={`/legal/${grievance.slug}`} className={link}>
                        {grievance.title}
                      </Link>,
                    ]
                  : null,
              ]}
            />
          </Card>
        </div>
      </div>
    </Column>
  );
}
