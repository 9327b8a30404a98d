import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getSettings } from "../api/settings";
import { CompanySection } from "../components/company-section";
import { isSection, sectionNames, sectionOf } from "../components/sections";
import { HostsCard } from "../components/hosts-card";
import { LogoCard } from "../components/logo-card";
import { SettingsForm } from "../components/settings-form";
import { ShopCard } from "../components/shop-card";

export default function SettingsPage() {
  const { t } = useTranslation("settings");
  const Link = useLink();
  const { section: named } = useParams({ strict: false }) as { section?: string };
  const apart = named === "company" ? named : null;
  const section = isSection(named) ? named : "invoices";
  const [{ q }, setUrl] = useUrlState("q");
  const query = useQuery(getSettings);
  useTitle(t("title"));
  const there = sectionNames.filter((one) => Object.keys(query.data ?? {}).some((name) => sectionOf(name) === one));
  const open = q ? null : (apart ?? section);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={<FilterInput label={t("search")} value={q} onChange={(next) => setUrl({ q: next })} className="w-full sm:w-72" />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <nav aria-label={t("sections")} className="flex gap-1 overflow-x-auto lg:sticky lg:top-16 lg:flex-col">
          {(["company", ...there] as const).map((one) => (
            <Link
              key={one}
              href={`/settings/${one}`}
              aria-current={one === open ? "page" : undefined}
              className={cn("rounded-md px-3 py-1.5 text-sm whitespace-nowrap hover:bg-accent", one === open ? "bg-accent font-medium" : "text-muted-foreground")}
            >
              {t(`section.${one}`)}
            </Link>
          ))}
        </nav>
        <div className="min-w-0">
          {open === "invoices" && (
            <div className="mb-4">
              <ShopCard />
            </div>
          )}
          {open === "brand" && <LogoCard />}
          {open === "company" ? (
            <>
              <CompanySection />
              <HostsCard />
            </>
          ) : (
            <Ask query={query} skeleton={<Skeleton className="h-96" />}>
              {(settings) => <SettingsForm key={section} settings={settings} section={section} search={q ?? ""} />}
            </Ask>
          )}
        </div>
      </div>
    </>
  );
}
