import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";

import { listAnnouncements, type Announcement } from "../api/announcements";
import { stateOf } from "../components/announcement-state";
import { ContentLinks } from "../components/content-links";

export default function AnnouncementListPage() {
  const { t } = useTranslation("content");
  const Link = useLink();
  useTitle(t("announcements.title"));
  const query = useInfiniteQuery(listAnnouncements());
  const write = (
    <Button asChild>
      <Link href="/announcements/new">
        <Plus aria-hidden />
        {t("announcements.new")}
      </Link>
    </Button>
  );
  const columns: Column<Announcement>[] = [
    { id: "title", header: t("title_label"), card: "title", cell: (one) => one.title },
    { id: "state", header: t("state"), card: "corner", cell: (one) => <StatusBadge state={stateOf(one)} /> },
    { id: "at", header: t("announcements.moment"), cell: (one) => (one.published_at ? <Instant value={one.published_at} /> : "–") },
    { id: "updated", header: t("updated"), align: "end", cell: (one) => <Instant value={one.updated_at} relative /> },
  ];
  return (
    <>
      <PageHeader title={t("announcements.title")} description={t("announcements.description")} actions={write} />
      <ContentLinks />
      <PagedList
        label={t("announcements.title")}
        query={query}
        columns={columns}
        rowId={(one) => one.id}
        href={(one) => `/announcements/${one.id}`}
        empty={{ icon: Megaphone, title: t("announcements.empty"), text: t("announcements.empty_text"), action: write }}
      />
    </>
  );
}
