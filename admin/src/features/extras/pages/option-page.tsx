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

import { changeOption, getOption, removeOption, type Option } from "../../../catalogue/extras";
import { optionDraftOf } from "../components/option-draft";
import { OptionEditor } from "../components/option-editor";

export default function OptionPage() {
  const { t } = useTranslation(["extras", "desk"]);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const query = useQuery(getOption(id));
  useTitle(query.data?.value.title ?? t("options"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value, tag }) => (
        <>
          <PageHeader
            trail={[{ label: t("options"), href: "/options" }]}
            title={value.title}
            description={t("changes_text")}
            actions={
              <ActButton
                label={t("desk:remove")}
                icon={Trash2}
                danger
                title={t("remove_title", { name: value.title })}
                consequence={t("remove_text")}
                run={() => removeOption(id)}
                done={t("desk:removed")}
                invalidates={["options"]}
                onDone={() => void navigate({ to: "/options", ignoreBlocker: true })}
              />
            }
          />
          <Stored key={id} option={value} tag={tag} />
        </>
      )}
    </Ask>
  );
}

/** Over what was read first: what another changes meanwhile is refused on saving, not overwritten. */
function Stored({ option, tag }: { option: Option; tag?: string }) {
  const queries = useQueryClient();
  const version = useRef(tag);
  return (
    <OptionEditor
      fixedName
      initial={() => optionDraftOf(option)}
      save={({ name: _, ...body }) => changeOption(option.id, body, version.current)}
      onSaved={() => {
        version.current = queries.getQueryData(getOption(option.id).queryKey)?.tag;
      }}
      onOvertake={async () => {
        version.current = (await queries.fetchQuery({ ...getOption(option.id), staleTime: 0 })).tag;
      }}
    />
  );
}
