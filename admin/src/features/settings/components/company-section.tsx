import { Card } from "@hostler/ui/card";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { getCompany } from "../../../company/company";
import { CompanyForm } from "../../../company/company-form";

/** Who sells here: a form of its own, for it is saved as a whole. */
export function CompanySection() {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("section.company")}>
      <Ask query={useQuery(getCompany)} skeleton={<Skeleton className="h-96" />}>
        {(stored) => <CompanyForm stored={stored} />}
      </Ask>
    </Card>
  );
}
