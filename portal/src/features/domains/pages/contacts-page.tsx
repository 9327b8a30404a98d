import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Checkbox } from "@hostler/ui/checkbox";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useForm } from "react-hook-form";

import { setContacts, type Contacts } from "../api/change-domain";
import { getDomain, type Domain } from "../api/domains";
import { ContactFields } from "../components/contact-fields";
import { contactsOf, formOf, otherRoles, type ContactsForm } from "../components/contacts-form";

export default function ContactsPage() {
  const { t } = useTranslation("domains");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({ ...getDomain(id), refetchInterval: false, refetchOnWindowFocus: false });
  useTitle(t("contacts.title"));
  return (
    <>
      <PageHeader
        title={t("contacts.title")}
        trail={[
          { label: t("title"), href: "/domains" },
          { label: query.data?.unicode ?? id, href: `/domains/${id}` },
        ]}
      />
      <Ask query={query} skeleton={<Skeleton className="h-96" />}>
        {(domain) => <Form domain={domain} />}
      </Ask>
    </>
  );
}

function Form({ domain }: { domain: Domain }) {
  const { t } = useTranslation(["domains", "common"]);
  const Link = useLink();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<ContactsForm>({ defaultValues: formOf(domain.contacts as Partial<Contacts> | null) });
  const { failure, fail, clear } = useFormFailure(form);
  const own = form.watch("own");
  const submit = form.handleSubmit(async (values) => {
    clear();
    try {
      await setContacts(domain.id, contactsOf(values));
      await queries.invalidateQueries({ queryKey: ["domains"] });
      await navigate({ to: "/domains/$id", params: { id: domain.id } } as never);
    } catch (error) {
      fail(error);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-4" noValidate>
      <Notice tone="warning" title={t("contacts.consequence")}>
        {t("contacts.consequence_text")}
      </Notice>
      <FormFailure failure={failure} />
      <Card title={t("contacts.registrant")}>
        <ContactFields form={form} who="registrant" />
      </Card>
      {otherRoles.map((role) => (
        <Card key={role} title={t(`contacts.${role}`)}>
          <label className="flex items-center gap-2 text-sm">
            <Checkbox
              className="-ms-1"
              checked={!own[role]}
              onCheckedChange={(same) => form.setValue(`own.${role}`, same !== true)}
              aria-label={`${t("contacts.same")}: ${t(`contacts.${role}`)}`}
            />
            {t("contacts.same")}
          </label>
          {own[role] && (
            <div className="mt-4">
              <ContactFields form={form} who={role} />
            </div>
          )}
        </Card>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={form.formState.isSubmitting}>
          {t("contacts.save")}
        </Button>
        <Button asChild variant="ghost">
          <Link href={`/domains/${domain.id}`}>{t("common:ui.cancel")}</Link>
        </Button>
      </div>
    </form>
  );
}
