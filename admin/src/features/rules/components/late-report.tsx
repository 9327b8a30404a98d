import { SkeletonRows } from "@hostler/ui/skeleton";
import { lazy, Suspense, type ComponentProps } from "react";

const Whole = lazy(() => import("./report").then((module) => ({ default: module.Report })));

/** A report with its table, which is loaded once there is something to report. */
export function Report(props: ComponentProps<typeof Whole>) {
  return (
    <Suspense fallback={<SkeletonRows rows={4} />}>
      <Whole {...props} />
    </Suspense>
  );
}
