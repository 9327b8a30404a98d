import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList, type Fact } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams, useRouterState } from "@tanstack/react-router";
import { LoaderCircle, TriangleAlert } from "lucide-react";

import { getPart, isMoving, type Part } from "../api/parts";
import { Notice } from "../components/action-notice";
import { kindAt, kinds, type Kind } from "../components/kinds";
import { ClusterAccess, DatabaseAccessCard } from "../components/part-access";
import { PartButtons } from "../components/part-buttons";
import { useDetail, type Details } from "../components/part-details";
import { PartLists } from "../components/part-lists";
import { titleOf, useInstanceName } from "../components/use-part-columns";

/** One of whatever kind the address says. */
export default function PartPage() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const kind = kindAt(path) ?? kinds[0];
  return kind ? <One key={id} kind={kind} id={id} /> : null;
}

function One({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useTranslation("compute");
  const query = useQuery(getPart(kind, id));
  const title = t(`kind.${kind.word}.title`);
  useTitle(query.data ? titleOf(query.data) : title);
  return (
    <Ask query={query} skeleton={<Skeleton className="h-72" />}>
      {(part) => {
        const details = (part.details ?? {}) as Details;
        return (
          <>
            <PageHeader
              trail={[{ label: title, href: kind.path }]}
              title={titleOf(part)}
              badge={<StatusBadge state={part.state} />}
              actions={<PartButtons kind={kind} part={part} />}
            />
            {isMoving(part) && (
              <Notice tone="info" icon={<LoaderCircle className="motion-safe:animate-spin" aria-hidden />}>
                {part.state === "creating" ? t("being_made") : t("being_changed")}
              </Notice>
            )}
            {part.last_error && (
              <Notice tone="warning" icon={<TriangleAlert aria-hidden />}>
                {part.state === "failed" ? t("part_failed") : t("last_failed")} {t(`reason.${part.last_error}`, { defaultValue: "" })}
              </Notice>
            )}
            <div className="flex flex-col gap-4">
              <PartFacts part={part} />
              <PartLists word={kind.word} details={details} />
              {part.state === "ready" && kind.word === "clusters" && <ClusterAccess part={part} />}
              {part.state === "ready" && kind.word === "databases" && <DatabaseAccessCard part={part} engine={details.engine ?? ""} />}
            </div>
          </>
        );
      }}
    </Ask>
  );
}

const lists = ["rules", "pools"];

function PartFacts({ part }: { part: Part }) {
  const { t } = useTranslation("compute");
  const Link = useLink();
  const detail = useDetail();
  const nameOfInstance = useInstanceName();
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={2}
        facts={[
          ...Object.entries((part.details ?? {}) as Record<string, unknown>)
            .filter(([name]) => !lists.includes(name))
            .map(([name, value]): Fact => [t(`detail.${name}`, { defaultValue: name }), detail(name, value)]),
          [
            t("machine"),
            <Link key="machine" href={`/compute/${part.instance_id}`} className="text-primary underline underline-offset-2 break-all">
              {nameOfInstance(part.instance_id)}
            </Link>,
          ],
          [t("created"), <Instant key="created" value={part.created_at} />],
        ]}
      />
    </Card>
  );
}
