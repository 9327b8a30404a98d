import { useLink } from "@hostler/ui/lib/link";
import type { Problem } from "@hostler/web-kit/problem";
import { useTranslation } from "react-i18next";

interface Uses {
  services: number;
  open_invoices: number;
  credits: number;
}

/** What the refusal counts: `account_in_use` says how much of each is left. */
export function usesIn(problem: Problem): Uses {
  const count = (name: string) => (typeof problem[name] === "number" ? problem[name] : 0);
  return { services: count("services"), open_invoices: count("open_invoices"), credits: count("credits") };
}

/** Why the account cannot be erased yet, with the way to each thing that is left. */
export function StillInUse({ uses }: { uses: Uses }) {
  const { t } = useTranslation("profile");
  const Link = useLink();
  const look = "inline-flex min-h-6 items-center underline underline-offset-4";
  return (
    <>
      <p>{t("data.in_use")}</p>
      <ul className="list-disc ps-5">
        {uses.services > 0 && (
          <li>
            <Link href="/services" className={look}>
              {t("data.services", { count: uses.services })}
            </Link>
          </li>
        )}
        {uses.open_invoices > 0 && (
          <li>
            <Link href="/invoices" className={look}>
              {t("data.open_invoices", { count: uses.open_invoices })}
            </Link>
          </li>
        )}
        {uses.credits > 0 && (
          <li>
            <Link href="/wallet" className={look}>
              {t("data.credits")}
            </Link>
          </li>
        )}
      </ul>
    </>
  );
}
