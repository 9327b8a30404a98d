import { useLink } from "@hostler/ui/lib/link";
import type { Problem } from "@hostler/web-kit/problem";
import { useTranslation } from "@hostler/web-kit/react/texts";

const kinds = [
  ["services", "/services"],
  ["domains", "/domains"],
  ["zones", "/domains"],
  ["payment_methods", "/billing/methods"],
  ["open_invoices", "/invoices"],
  ["credits", "/wallet"],
  ["resources", "/compute"],
  ["pending_refunds", "/billing/statement"],
  ["parked_jobs", "/support/new"],
] as const;

type Uses = Partial<Record<(typeof kinds)[number][0], number>>;

/** What the refusal counts: `account_in_use` says how much of each is left. */
export function usesIn(problem: Problem): Uses {
  return Object.fromEntries(kinds.flatMap(([name]) => (typeof problem[name] === "number" && problem[name] > 0 ? [[name, problem[name]]] : [])));
}

/** Why the account cannot be erased yet, with the way to each thing that is left. */
export function StillInUse({ uses }: { uses: Uses }) {
  const { t } = useTranslation("profile");
  const Link = useLink();
  return (
    <>
      <p>{t("data.in_use")}</p>
      <ul className="list-disc ps-5">
        {kinds.map(([name, to]) =>
          uses[name] ? (
            <li key={name}>
              <Link href={to} className="inline-flex min-h-6 items-center underline underline-offset-4">
                {t(`data.left.${name}`, { count: uses[name] })}
              </Link>
            </li>
          ) : null,
        )}
      </ul>
    </>
  );
}
