import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";

import { account } from "../api/account";
import { PersonalData } from "../components/personal-data";
import { ProfileForm } from "../components/profile-form";

export default function ProfilePage() {
  const { t } = useTranslation("profile");
  const { user } = useSessionState();
  useTitle(t("title"));
  const query = useQuery(account);
  return (
    <>
      <PageHeader title={t("title")} description={query.data ? t("number", { number: query.data.number }) : undefined} />
      <Ask query={query} skeleton={<Skeleton className="h-96 max-w-2xl" />}>
        {(known) => (
          <div className="flex flex-col gap-4">
            <ProfileForm key={known.updated_at} known={known} />
            {user?.kind === "root" && <PersonalData number={known.number} />}
          </div>
        )}
      </Ask>
    </>
  );
}
