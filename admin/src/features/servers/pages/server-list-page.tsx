import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { HardDrive, Plus } from "lucide-react";

import { listServers } from "../api/servers";
import { useServerColumns } from "../components/server-columns";
import { ServerSheet } from "../components/server-form";

export default function ServerListPage() {
  const { t } = useTranslation("servers");
  const Link = useLink();
  const navigate = useNavigate();
  useTitle(t("title"));
  const [state, change] = useUrlState("new");
  const query = useInfiniteQuery(listServers());
  const add = (
    <Button onClick={() => change({ new: "1" }, true)}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button asChild variant="secondary">
              <Link href="/server-groups">{t("groups")}</Link>
            </Button>
            {add}
          </>
        }
      />
      <PagedList
        label={t("title")}
        query={query}
        columns={useServerColumns()}
        rowId={(server) => server.id}
        href={(server) => `/servers/${server.id}`}
        empty={{ icon: HardDrive, title: t("empty"), text: t("empty_text"), action: add }}
      />
      {state.new && <ServerSheet onClose={() => change({ new: undefined })} onDone={(server) => void navigate({ href: `/servers/${server.id}` } as never)} />}
    </>
  );
}
