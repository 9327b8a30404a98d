import { QueryBoundary, type QueryLike } from "@hostler/ui/query-boundary";
import type { ReactNode } from "react";

import { ApiError } from "../problem";

import { useExplain } from "./explain";
import { NoRight } from "./no-right";

interface AskProps<T> {
  query: QueryLike<T>;
  skeleton: ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
}

/** QueryBoundary with this application's words for errors; what one may not see is no error to try again. */
export function Ask<T>(props: AskProps<T>) {
  const explain = useExplain();
  const { data, error } = props.query;
  if (data === undefined && error instanceof ApiError && error.status === 403 && error.code !== "step_up_required") return <NoRight requestId={error.requestId} />;
  return <QueryBoundary {...props} explain={explain} />;
}
