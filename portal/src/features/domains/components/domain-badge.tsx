import { StatusBadge } from "@hostler/ui/status-badge";

import { isUnderWay, workOf, type Domain } from "../api/domains";

/** What is being done to it now, else its state. */
export function DomainBadge({ domain }: { domain: Domain }) {
  const work = workOf(domain);
  return <StatusBadge state={isUnderWay(domain) || work === "attention" ? work : domain.status} />;
}
