import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Prose } from "@hostler/ui/prose";
import { Select } from "@hostler/ui/select";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";

import { getLegal } from "../api/legal";
import { LegalForm } from "../components/legal-form";

export default function LegalPage() {
  const { t } = useTranslation("content");
  const navigate = useNavigate();
  const { slug } = useParams({ strict: false }) as { slug?: string };
  const [state, change] = useUrlState("version");
  const query = useQuery({ ...getLegal(slug ?? ""), enabled: Boolean(slug) });
  useTitle(slug ? (query.data?.value.title ?? slug) : t("legal.new"));
  const trail = [{ label: t("legal.title"), href: "/legal" }];
  if (!slug)
    return (
      <>
        <PageHeader title={t("legal.new")} trail={trail} />
        <LegalForm onDone={(text) => void navigate({ href: `/legal/${text.slug}` } as never)} />
      </>
    );
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value: text, etag }) => {
        const older = Number(state.version);
        const looking = Number.isInteger(older) && older >= 1 && older < text.version ? older : null;
        return (
          <>
            <PageHeader
              trail={trail}
              title={text.title}
              badge={<Badge>{t("legal.version", { version: text.version })}</Badge>}
              actions={
                text.version > 1 && (
                  <Select
                    aria-label={t("legal.versions")}
                    className="w-52"
                    value={String(looking ?? text.version)}
                    onValueChange={(version) => change({ version: Number(version) === text.version ? undefined : version }, true)}
                    options={Array.from({ length: text.version }, (_, index) => text.version - index).map((version) => ({
                      value: String(version),
                      label: version === text.version ? t("legal.newest", { version }) : t("legal.version", { version }),
                    }))}
                  />
                )
              }
            />
            {looking ? <Older slug={slug} version={looking} /> : <LegalForm key={text.version} text={text} etag={etag} onDone={() => undefined} />}
          </>
        );
      }}
    </Ask>
  );
}

function Older({ slug, version }: { slug: string; version: number }) {
  const { t } = useTranslation("content");
  const query = useQuery(getLegal(slug, version));
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="info" title={t("legal.looking_back", { version })} />
      <Ask query={query} skeleton={<Skeleton className="h-96" />}>
        {({ value }) => (
          <Card title={value.title}>
            <Prose html={value.html ?? ""} />
          </Card>
        )}
      </Ask>
    </div>
  );
}
