import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { ApiError } from "@hostler/web-kit/problem";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FastForward } from "lucide-react";
import { useState } from "react";

import { moveClock, testClock, type Move } from "../api/test-clock";

const steps = ["PT1H", "P1D", "P7D", "P30D", "P365D"] as const;

/** Where the shop's whole life can be watched in an afternoon. */
export default function TestClockPage() {
  const { t } = useTranslation("test-clock");
  useTitle(t("title"));
  const query = useQuery(testClock);
  const production = query.error instanceof ApiError && query.error.status === 404;
  return (
    <>
      <PageHeader trail={[{ label: t("system"), href: "/system" }]} title={t("title")} description={t("description")} />
      {production ? (
        <Notice tone="info" title={t("production")}>
          {t("production_text")}
        </Notice>
      ) : (
        <Ask query={query} skeleton={<Skeleton className="h-64" />}>
          {(clock) => <Clock now={clock.now} />}
        </Ask>
      )}
    </>
  );
}

function Clock({ now }: { now: string }) {
  const { t } = useTranslation("test-clock");
  const Link = useLink();
  const queries = useQueryClient();
  const [to, setTo] = useState("");
  const [moved, setMoved] = useState<{ from: string; now: string; settled: boolean } | null>(null);
  const act = useAct({
    run: async (move: Move) => ({ from: now, ...(await moveClock(move)) }),
    onDone: (done) => {
      setMoved(done);
      setTo("");
      void queries.invalidateQueries();
    },
  });
  const failedField = act.failure?.fields.now ?? act.failure?.fields.advance;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card title={t("now")}>
        <p className="text-xl font-semibold">
          <Instant value={now} />
        </p>
        <p className="mt-1 font-mono text-xs text-muted-foreground">{now}</p>
        <div className="mt-4 flex flex-wrap gap-2">
          {steps.map((step) => (
            <Button key={step} variant="secondary" disabled={act.busy} onClick={() => void act.go({ advance: step })}>
              <FastForward aria-hidden />
              {t(`step.${step}`)}
            </Button>
          ))}
        </div>
        <form
          className="mt-4 flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const at = new Date(to);
            if (!Number.isNaN(at.getTime())) void act.go({ now: at.toISOString() });
          }}
        >
          <Field label={t("to")} error={failedField} help={t("to_help")} className="min-w-56 flex-1">
            <Input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
          </Field>
          <Button type="submit" busy={act.busy} disabled={!to}>
            {t("move")}
          </Button>
        </form>
        <div className="mt-4">
          <FormFailure failure={failedField ? null : act.failure} />
          {act.busy && (
            <p role="status" className="text-sm text-muted-foreground">
              {t("moving")}
            </p>
          )}
        </div>
      </Card>
      <div className="flex flex-col gap-4">
        {moved && (
          <Notice tone={moved.settled ? "success" : "warning"} title={moved.settled ? t("settled") : t("not_settled")}>
            <Instant value={moved.from} /> → <Instant value={moved.now} />
          </Notice>
        )}
        <Card title={t("look")}>
          <ul className="flex flex-col gap-1 text-sm">
            {(["/jobs?state=parked", "/invoices", "/services", "/activity"] as const).map((href) => (
              <li key={href}>
                <Link href={href} className="inline-flex min-h-6 items-center text-primary hover:underline">
                  {t(`page.${href.slice(1).split("?")[0] ?? ""}`)}
                </Link>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-xs text-muted-foreground">{t("sign_in_again")}</p>
        </Card>
      </div>
    </div>
  );
}
