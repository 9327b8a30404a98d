import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { Prose } from "@hostler/ui/prose";
import { Select } from "@hostler/ui/select";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { legalTexts } from "../../../help/legal";
import { getLegalText } from "../api/legal";
import { Column } from "../components/column";

/** Terms, privacy and the like; what held before can be read too. */
export default function LegalPage() {
  const { t } = useTranslation("content");
  const Link = useLink();
  const { slug = "" } = useParams({ strict: false }) as { slug?: string };
  const [state, change] = useUrlState("version");
  const asked = /^[1-9]\d{0,5}$/.test(state.version ?? "") ? Number(state.version) : undefined;
  const query = useQuery(getLegalText(slug, asked));
  const newest = useQuery(legalTexts).data?.find((text) => text.slug === slug)?.version ?? query.data?.version ?? 1;
  useTitle(query.data?.title ?? t("legal.title"));
  return (
    <Column
      title={query.data?.title ?? t("legal.title")}
      text={
        query.data && (
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              {t("legal.since")} <Instant value={query.data.updated_at} />
            </span>
            {newest > 1 && (
              <Select
                aria-label={t("legal.version")}
                className="h-7 w-40"
                value={String(query.data.version)}
                onValueChange={(version) => change({ version: Number(version) === newest ? undefined : version }, true)}
                options={Array.from({ length: newest }, (_, index) => String(newest - index)).map((version) => ({ value: version, label: `${t("legal.version")} ${version}` }))}
              />
            )}
          </span>
        )
      }
    >
      {query.data && query.data.version < newest && (
        <p role="status" className="mb-4 rounded-md border border-warning/30 bg-warning/10 px-3 py-2 text-sm">
          {t("legal.old")}{" "}
          <Link href={`/legal/${slug}`} className="text-primary underline underline-offset-2">
            {t("legal.to_newest")}
          </Link>
        </p>
      )}
      <Ask query={query} skeleton={<Skeleton className="h-96" />}>
        {(text) => <Prose html={text.html ?? ""} />}
      </Ask>
    </Column>
  );
}
