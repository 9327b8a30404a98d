import { CircleAlert, RotateCw, TriangleAlert } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";

import { useWords } from "../lib/ui-text";

import { Button } from "./button";
import { CopyButton } from "./copy-button";

/** What QueryBoundary must know of a query: TanStack Query's result has it all. */
export interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
}

/** What went wrong, in words and with what support asks for. */
export interface FailureWords {
  title: string;
  detail?: string;
  requestId?: string;
}

interface QueryBoundaryProps<T> {
  query: QueryLike<T>;
  children: (data: T) => ReactNode;
  /** The shape that will be there. Shown only when the wait is felt. */
  skeleton: ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  /** Turns an error into words. */
  explain: (error: unknown) => FailureWords;
}

/** The four states of what was asked for: loading, empty, failed, and there (maybe stale). */
export function QueryBoundary<T>({ query, children, skeleton, isEmpty, empty, explain }: QueryBoundaryProps<T>) {
  const { text } = useWords();
  const { data, error } = query;
  if (data === undefined) {
    if (error) return <Failure {...explain(error)} onRetry={() => void query.refetch()} busy={query.isFetching} />;
    return (
      <Patience>
        <div role="status" aria-label={text("loading")}>
          {skeleton}
        </div>
      </Patience>
    );
  }
  const shown = empty !== undefined && isEmpty?.(data) ? empty : children(data);
  if (!error) return <>{shown}</>;
  return (
    <>
      <Stale onRetry={() => void query.refetch()} busy={query.isFetching} />
      {shown}
    </>
  );
}

/** Nothing for 150 ms, so that what comes at once does not flicker. */
export function Patience({ children, ms = 150 }: { children: ReactNode; ms?: number }) {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return waited ? <>{children}</> : null;
}

export function Failure({ title, detail, requestId, onRetry, busy }: FailureWords & { onRetry?: () => void; busy?: boolean }) {
  const { text } = useWords();
  return (
    <div role="alert" data-slot="failure" className="flex flex-wrap items-start gap-3 p-4">
      <CircleAlert className="mt-0.5 size-5 shrink-0 text-destructive" aria-hidden />
      <div className="min-w-48 flex-1">
        <p className="text-sm font-medium">{title}</p>
        {detail && <p className="text-sm text-muted-foreground">{detail}</p>}
        {requestId && (
          <p className="mt-1 flex items-center gap-1 text-xs text-muted-foreground">
            {text("request_id")} <code className="font-mono">{requestId}</code>
            <CopyButton value={requestId} />
          </p>
        )}
      </div>
      {onRetry && (
        <Button variant="secondary" size="sm" onClick={onRetry} busy={busy}>
          {!busy && <RotateCw aria-hidden />}
          {text("retry")}
        </Button>
      )}
    </div>
  );
}

function Stale({ onRetry, busy }: { onRetry: () => void; busy: boolean }) {
  const { text } = useWords();
  return (
    <div role="status" className="mb-3 flex items-center gap-2 rounded-md border border-warning/30 bg-warning/10 px-3 py-1.5 text-xs text-warning">
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      <span className="flex-1">{text("stale")}</span>
      <Button variant="ghost" size="sm" onClick={onRetry} busy={busy}>
        {text("retry")}
      </Button>
    </div>
  );
}
