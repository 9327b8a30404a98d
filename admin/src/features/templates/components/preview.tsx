import { CodeBlock } from "@hostler/ui/code-block";
import { Skeleton } from "@hostler/ui/skeleton";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { parts, previewTemplate, type Draft, type Place } from "../api/templates";

import { smsParts } from "./sms-parts";

const restMs = 600;

/** How it looks with what is written, filled from the sample: asked for when typing rests. The last one that worked stays. */
export function Preview({ place, draft, title }: { place: Place; draft: Draft; title: string }) {
  const { t } = useTranslation("templates");
  const explain = useExplain();
  const [rested, setRested] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setRested(draft), restMs);
    return () => clearTimeout(timer);
  }, [draft]);
  const query = useQuery({
    queryKey: ["template-preview", place, rested],
    queryFn: () => previewTemplate(place, rested),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const { data, error } = query;
  const sms = place.kind === "sms" && data ? smsParts(data.text) : null;
  return (
    <div className="flex min-w-0 flex-col gap-2" aria-busy={query.isFetching}>
      {error && (
        <div role="alert" className="rounded-md border border-destructive/30 bg-destructive/10 px-3 py-2 text-sm text-destructive">
          {error instanceof ApiError && error.errors.length > 0 ? (
            <ul className="flex flex-col gap-1">
              {error.errors.map(({ field, message }) => (
                <li key={field + message} className="break-words">
                  {(parts as readonly string[]).includes(field) && <strong className="font-medium">{t(`part.${field}`)}: </strong>}
                  {message}
                </li>
              ))}
            </ul>
          ) : (
            explain(error).detail
          )}
        </div>
      )}
      {!data && !error && <Skeleton className="h-64" />}
      {data && (
        <>
          {data.subject && <p className="rounded-md border bg-muted/50 px-3 py-2 text-sm font-medium break-words">{data.subject}</p>}
          {data.html && (
            // A mail brings its own look: it stands on white, and none of its scripts would run.
            <iframe title={title} sandbox="" srcDoc={data.html} className="h-[36rem] w-full rounded-md border bg-white" />
          )}
          {data.text && <CodeBlock text={data.text} label={title} />}
          {sms && <p className="text-xs text-muted-foreground">{t("sms_parts", { count: sms.parts, characters: sms.characters })}</p>}
        </>
      )}
    </div>
  );
}
