import { QueryBoundary, type QueryLike } from "@hostler/ui/query-boundary";
import type { ReactNode } from "react";

import { useExplain } from "./explain";

interface AskProps<T> {
  query: QueryLike<T>;
  skeleton: ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
}

/** QueryBoundary with this application's words for errors. */
export function Ask<T>(props: AskProps<T>) {
  const explain = useExplain();
  return <QueryBoundary {...props} explain={explain} />;
}
