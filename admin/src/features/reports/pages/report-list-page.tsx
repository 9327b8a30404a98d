import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";

import { allReports } from "../api/reports";

/** What can be told of the shop, by what it answers. */
export default function ReportListPage() {
  const { t } = useTranslation("reports");
  const Link = useLink();
  useTitle(t("title"));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {([...allReports, "statement"] as const).map((name) => (
          <li key={name}>
            <Link href={`/reports/${name}`} className="block h-full rounded-lg border bg-card p-4 transition-colors hover:bg-accent">
              <span className="block font-medium">{t(`report.${name}.title`)}</span>
              <span className="mt-0.5 block text-sm text-muted-foreground">{t(`report.${name}.text`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
