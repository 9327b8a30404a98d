import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { useTextWords } from "../../../records/words";
import { getTemplate } from "../api/templates";
import { TemplateEditor } from "../components/template-editor";

export default function TemplatePage() {
  const { t } = useTranslation("templates");
  const { kind = "", name = "" } = useParams({ strict: false }) as { kind?: string; name?: string };
  const title = useTextWords()(kind, name);
  useTitle(title);
  const english = useQuery(getTemplate({ kind, name, locale: "en" }));
  const hindi = useQuery(getTemplate({ kind, name, locale: "hi" }));
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/templates" }]}
        title={title}
        description={
          <span className="font-mono text-xs">
            {kind}/{name}
          </span>
        }
      />
      <Ask query={english} skeleton={<Skeleton className="h-96" />}>
        {(en) => (
          <Ask query={hindi} skeleton={<Skeleton className="h-96" />}>
            {(hi) => <TemplateEditor key={`${kind}/${name}`} kind={kind} name={name} stored={{ en, hi }} />}
          </Ask>
        )}
      </Ask>
    </>
  );
}
