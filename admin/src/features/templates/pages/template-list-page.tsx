import { Badge } from "@hostler/ui/badge";
import type { Column } from "@hostler/ui/data-table";
import { PageHeader } from "@hostler/ui/page-header";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { MailOpen } from "lucide-react";

import { useTextWords } from "../../../records/words";
import { isShared, kinds, listTemplates, type Summary } from "../api/templates";

const states = ["edited", "shipped", "pieces"] as const;

export default function TemplateListPage() {
  const { t, i18n } = useTranslation("templates");
  useTitle(t("title"));
  const title = useTextWords();
  const [filter, setFilter] = useUrlState("q", "kind", "state");
  const wanted = filter.q?.toLowerCase() ?? "";
  const languages = new Intl.DisplayNames([i18n.language], { type: "language" });
  const fits = (one: Summary) =>
    (!wanted || [one.name, title(one.kind, one.name)].some((text) => text.toLowerCase().includes(wanted))) &&
    (!filter.kind || one.kind === filter.kind) &&
    (filter.state === "pieces"
      ? isShared(one.name)
      : filter.state === "edited"
        ? (one.edited ?? []).length > 0
        : filter.state === "shipped"
          ? (one.edited ?? []).length === 0 && !isShared(one.name)
          : wanted !== "" || !isShared(one.name));
  const columns: Column<Summary>[] = [
    { id: "title", header: t("text"), card: "title", cell: (one) => title(one.kind, one.name) },
    { id: "name", header: t("file"), cell: (one) => <span className="font-mono text-xs">{one.name}</span> },
    { id: "kind", header: t("kind"), cell: (one) => t(`kind_of.${one.kind}`, { defaultValue: one.kind }) },
    { id: "languages", header: t("languages"), card: "none", cell: (one) => (one.locales ?? []).map((locale) => languages.of(locale)).join(", ") },
    {
      id: "edited",
      header: t("state"),
      align: "end",
      card: "corner",
      cell: (one) =>
        (one.edited ?? []).length > 0 ? (
          <Badge tone="info">{t("edited_in", { languages: (one.edited ?? []).map((locale) => languages.of(locale)).join(", ") })}</Badge>
        ) : (
          <span className="text-muted-foreground">{t("shipped")}</span>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <WholeList
        label={t("title")}
        query={useQuery(listTemplates)}
        rows={(all) => [...all].sort((a, b) => Number(isShared(a.name)) - Number(isShared(b.name)))}
        fits={fits}
        columns={columns}
        rowId={(one) => `${one.kind}/${one.name}`}
        href={(one) => `/templates/${one.kind}/${one.name}`}
        filters={
          <>
            <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("kind")} value={filter.kind} values={kinds} word={(kind) => t(`kind_of.${kind}`)} onChange={(kind) => setFilter({ kind })} />
            <StateFilter label={t("state")} value={filter.state} values={states} word={(state) => t(`state_of.${state}`)} onChange={(state) => setFilter({ state })} />
          </>
        }
        onShowAll={() => setFilter({ q: undefined, kind: undefined, state: undefined })}
        empty={{ icon: MailOpen, title: t("empty") }}
      />
    </>
  );
}
