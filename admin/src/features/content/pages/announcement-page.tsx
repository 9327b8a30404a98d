import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";

import { getAnnouncement, removeAnnouncement } from "../api/announcements";
import { AnnouncementForm } from "../components/announcement-form";
import { stateOf } from "../components/announcement-state";

export default function AnnouncementPage() {
  const { t } = useTranslation("content");
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({ ...getAnnouncement(id ?? ""), enabled: Boolean(id) });
  useTitle(id ? (query.data?.value.title ?? t("announcements.title")) : t("announcements.new"));
  const trail = [{ label: t("announcements.title"), href: "/announcements" }];
  if (!id)
    return (
      <>
        <PageHeader title={t("announcements.new")} trail={trail} />
        <AnnouncementForm onDone={(one) => void navigate({ href: `/announcements/${one.id}` } as never)} />
      </>
    );
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value: one, etag }) => (
        <>
          <PageHeader
            trail={trail}
            title={one.title}
            badge={<StatusBadge state={stateOf(one)} />}
            actions={
              <ActButton
                label={t("remove")}
                icon={Trash2}
                danger
                title={t("remove_title", { title: one.title })}
                consequence={t("announcements.remove_text")}
                run={() => removeAnnouncement(one.id)}
                done={t("removed")}
                invalidates={["announcements"]}
                onDone={() => void navigate({ to: "/announcements" })}
              />
            }
          />
          <AnnouncementForm key={etag ?? one.updated_at} announcement={one} etag={etag} onDone={() => undefined} />
        </>
      )}
    </Ask>
  );
}
