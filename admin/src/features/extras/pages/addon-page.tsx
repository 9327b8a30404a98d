import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useRef } from "react";

import { changeAddon, getAddon, removeAddon, type Addon } from "../../../catalogue/extras";
import { addonDraftOf } from "../components/addon-draft";
import { AddonEditor } from "../components/addon-editor";

export default function AddonPage() {
  const { t } = useTranslation(["extras", "desk"]);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const query = useQuery(getAddon(id));
  useTitle(query.data?.value.name ?? t("addons"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value, tag }) => (
        <>
          <PageHeader
            trail={[{ label: t("addons"), href: "/addons" }]}
            title={value.name}
            description={t("changes_text")}
            actions={
              <ActButton
                label={t("desk:remove")}
                icon={Trash2}
                danger
                title={t("remove_title", { name: value.name })}
                consequence={t("remove_text")}
                run={() => removeAddon(id)}
                done={t("desk:removed")}
                invalidates={["addons"]}
                onDone={() => void navigate({ to: "/addons", ignoreBlocker: true })}
              />
            }
          />
          <Stored key={id} addon={value} tag={tag} />
        </>
      )}
    </Ask>
  );
}

/** Over what was read first: what another changes meanwhile is refused on saving, not overwritten. */
function Stored({ addon, tag }: { addon: Addon; tag?: string }) {
  const queries = useQueryClient();
  const version = useRef(tag);
  return (
    <AddonEditor
      initial={() => addonDraftOf(addon)}
      save={(body) => changeAddon(addon.id, body, version.current)}
      onSaved={() => {
        version.current = queries.getQueryData(getAddon(addon.id).queryKey)?.tag;
      }}
      onOvertake={async () => {
        version.current = (await queries.fetchQuery({ ...getAddon(addon.id), staleTime: 0 })).tag;
      }}
    />
  );
}
