import { useSessionState } from "@hostler/web-kit/session";
import { lazy, Suspense } from "react";

const Own = lazy(() => import("./domain-list-page"));
const Shop = lazy(() => import("./domain-shop-page"));

/** What a client has; what a stranger can buy. Neither loads the other's code. */
export default function DomainsPage() {
  const { phase } = useSessionState();
  return <Suspense fallback={null}>{phase === "in" ? <Own /> : <Shop />}</Suspense>;
}
