import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getService, isUnderWay, type Service } from "../api/services";
import { Backups } from "../components/backups";
import { Credentials } from "../components/credentials";
import { History } from "../components/history";
import { nameOf, planOf } from "../components/service-name";
import { SignOnButton } from "../components/sign-on-button";
import { StateNotice } from "../components/state-notice";
import { Usage } from "../components/usage";

export default function ServicePage() {
  const { t } = useTranslation("services");
  const Link = useLink();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getService(id));
  useTitle(query.data ? nameOf(query.data) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(service) => {
        const running = service.status === "active";
        const living = running || service.status === "suspended";
        return (
          <>
            <PageHeader
              trail={[{ label: t("title"), href: "/services" }]}
              title={nameOf(service)}
              description={planOf(service)}
              badge={<StatusBadge state={isUnderWay(service) && service.provisioning.state !== "idle" ? service.provisioning.state : service.status} />}
              actions={
                <>
                  {living && !service.cancel_on && (
                    <Button asChild variant="ghost">
                      <Link href={`/services/${id}/cancel`}>{t("cancel")}</Link>
                    </Button>
                  )}
                  {running && (
                    <>
                      <Button asChild variant="secondary">
                        <Link href={`/services/${id}/upgrade`}>{t("change_plan")}</Link>
                      </Button>
                      <SignOnButton id={id} />
                    </>
                  )}
                </>
              }
            />
            <StateNotice service={service} />
            <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
              <div className="flex min-w-0 flex-col gap-4">
                <Overview service={service} />
                {running && <Credentials id={id} />}
                {running && <Backups id={id} busy={isUnderWay(service)} />}
              </div>
              <div className="flex min-w-0 flex-col gap-4">
                {living && <Usage id={id} />}
                <History id={id} live={isUnderWay(service)} />
              </div>
            </div>
          </>
        );
      }}
    </Ask>
  );
}

function Overview({ service }: { service: Service }) {
  const { t } = useTranslation(["services", "catalog"]);
  const facts = (service.facts ?? {}) as { ip?: string; nameservers?: string[] };
  return (
    <Card title={t("overview")}>
      <DescriptionList
        columns={2}
        facts={[
          [t("plan"), planOf(service)],
          [
            t("price"),
            <span key="price">
              <Money value={service.price} /> {t(`catalog:per.${service.cycle}`)}
            </span>,
          ],
          service.next_due_date ? [t("next_due"), <CivilDate key="next" value={service.next_due_date} />] : null,
          [t("since"), <Instant key="since" value={service.created_at} />],
          facts.ip
            ? [
                t("ip"),
                <code key="ip" className="font-mono">
                  {facts.ip}
                </code>,
              ]
            : null,
          facts.nameservers?.length
            ? [
                t("nameservers"),
                <code key="ns" className="font-mono">
                  {facts.nameservers.join(", ")}
                </code>,
              ]
            : null,
        ]}
      />
    </Card>
  );
}
