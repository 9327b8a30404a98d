import { Instant } from "@hostler/ui/date";
import { Prose } from "@hostler/ui/prose";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getAnnouncement } from "../api/announcements";
import { BackLink } from "../components/back-link";
import { Column } from "../components/column";

export default function AnnouncementPage() {
  const { t } = useTranslation("content");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getAnnouncement(id));
  const title = query.data?.title ?? t("news.title");
  useTitle(title);
  return (
    <>
      <BackLink href="/announcements" label={t("news.title")} />
      <Column title={title} text={query.data?.published_at && <Instant value={query.data.published_at} />}>
        <Ask query={query} skeleton={<Skeleton className="h-48" />}>
          {(one) => <Prose html={one.html} />}
        </Ask>
      </Column>
    </>
  );
}
