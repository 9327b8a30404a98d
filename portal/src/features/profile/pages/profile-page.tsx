import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { account } from "../api/account";
import { ProfileForm } from "../components/profile-form";

export default function ProfilePage() {
  const { t } = useTranslation("profile");
  useTitle(t("title"));
  const query = useQuery(account);
  return (
    <>
      <PageHeader title={t("title")} description={query.data ? t("number", { number: query.data.number }) : undefined} />
      <Ask query={query} skeleton={<Skeleton className="h-96 max-w-2xl" />}>
        {(known) => <ProfileForm key={known.updated_at} known={known} />}
      </Ask>
    </>
  );
}
