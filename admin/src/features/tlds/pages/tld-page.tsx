import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useBrand } from "@hostler/web-kit/brand";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useRef } from "react";

import { changeTld, getTld, removeTld, type Tld } from "../api/tlds";
import { tldDraftOf } from "../components/tld-draft";
import { TldEditor } from "../components/tld-editor";

export default function TldPage() {
  const { t } = useTranslation(["tlds", "desk"]);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const query = useQuery(getTld(id));
  const name = `.${query.data?.value.unicode ?? query.data?.value.tld ?? ""}`;
  useTitle(query.data ? name : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value, tag }) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/tlds" }]}
            title={<span className="font-mono">{name}</span>}
            badge={<StatusBadge state={value.active === false ? "disabled" : "active"} />}
            description={t("changes_text")}
            actions={
              <ActButton
                label={t("desk:remove")}
                icon={Trash2}
                danger
                title={t("remove_title", { name })}
                consequence={t("remove_text")}
                run={() => removeTld(id)}
                done={t("desk:removed")}
                invalidates={["tlds"]}
                onDone={() => void navigate({ to: "/tlds", ignoreBlocker: true })}
              />
            }
          />
          <Stored key={id} tld={value} tag={tag} />
        </>
      )}
    </Ask>
  );
}

/** Over what was read first: what another changes meanwhile is refused on saving, not overwritten. */
function Stored({ tld, tag }: { tld: Tld; tag?: string }) {
  const { currency } = useBrand();
  const queries = useQueryClient();
  const version = useRef(tag);
  const id = tld.id ?? "";
  return (
    <TldEditor
      fixedName
      initial={() => tldDraftOf(tld, currency)}
      save={({ tld: _, ...body }) => changeTld(id, body, version.current)}
      onSaved={() => {
        version.current = queries.getQueryData(getTld(id).queryKey)?.tag;
      }}
      onOvertake={async () => {
        version.current = (await queries.fetchQuery({ ...getTld(id), staleTime: 0 })).tag;
      }}
    />
  );
}
