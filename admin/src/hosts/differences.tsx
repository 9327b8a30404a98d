import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { DifferingAccount } from "./drift";

/** What differs, here and there, side by side. */
export function Differences({ row }: { row: DifferingAccount }) {
  const { t } = useTranslation("hosts");
  const stateOf = (suspended: boolean | undefined) => <StatusBadge state={suspended ? "suspended" : "active"} />;
  const lines = [
    row.suspended_here !== undefined ? { what: t("state"), here: stateOf(row.suspended_here), there: stateOf(row.suspended_there) } : null,
    row.domain_here !== undefined ? { what: t("domain"), here: row.domain_here || "–", there: row.domain_there } : null,
    row.package_here !== undefined ? { what: t("package"), here: row.package_here, there: row.package_there } : null,
  ].filter((line) => line !== null);
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-start text-xs text-muted-foreground">
          <th scope="col" className="py-1 pe-3 text-start font-medium">
            {t("what")}
          </th>
          <th scope="col" className="py-1 pe-3 text-start font-medium">
            {t("here")}
          </th>
          <th scope="col" className="py-1 text-start font-medium">
            {t("there")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.what}>
            <th scope="row" className="py-1 pe-3 text-start font-normal text-muted-foreground">
              {line.what}
            </th>
            <td className="py-1 pe-3 break-all">{line.here}</td>
            <td className="py-1 break-all">{line.there}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
