import { StatusBadge } from "@hostler/ui/status-badge";
import { useLink } from "@hostler/ui/lib/link";
import { answer } from "@hostler/web-kit/api-client";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { components } from "@hostler/web-kit/schema";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { api } from "../api/client";

const over = ["succeeded", "failed", "parked", "discarded"];

/** How far a job has come, until it is over; `onEnd` is told once. */
export function JobLine({ id, onEnd }: { id: string; onEnd?: (state: string) => void }) {
  const { t } = useTranslation("wire");
  const Link = useLink();
  const told = useRef(false);
  const { data } = useQuery<components["schemas"]["JobView"]>({
    queryKey: ["jobs", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/jobs/{id}", { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data && over.includes(query.state.data.state) ? false : 1500),
  });
  const state = data?.state;
  useEffect(() => {
    if (!state || !over.includes(state) || told.current) return;
    told.current = true;
    onEnd?.(state);
  }, [state, onEnd]);
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
      <StatusBadge state={state ?? "queued"} />
      <Link href={`/jobs/${id}`} className="inline-flex min-h-6 items-center font-mono text-xs hover:underline">
        {data?.kind ?? t("job")}
      </Link>
      {data?.last_error && <span className="text-xs text-destructive">{data.last_error}</span>}
    </p>
  );
}

/** The job that an act has begun; null where it was done at once. */
export function jobOf(answered: unknown): string | null {
  const job = (answered as { job?: unknown } | null)?.job;
  return typeof job === "string" ? job : null;
}
