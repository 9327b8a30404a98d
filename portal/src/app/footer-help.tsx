import { useLink } from "@hostler/ui/lib/link";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";

const look = "inline-flex [overflow-wrap:anywhere] min-h-7 items-center text-muted-foreground hover:text-foreground";

/** Where a visitor finds help, and the law. */
export function FooterHelp() {
  const { t } = useTranslation("footer");
  const Link = useLink();
  const { legal } = useBrand();
  const help = [
    { href: "/knowledgebase", label: t("articles") },
    { href: "/announcements", label: t("news") },
    { href: "/status", label: t("status") },
    { href: "/contact", label: t("contact") },
  ];
  return (
    <>
      <nav aria-label={t("help")}>
        <p className="font-medium">{t("help")}</p>
        <ul className="mt-1 flex flex-col">
          {help.map(({ href, label }) => (
            <li key={href}>
              <Link href={href} className={look}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {legal.length > 0 && (
        <nav aria-label={t("legal")}>
          <p className="font-medium">{t("legal")}</p>
          <ul className="mt-1 flex flex-col">
            {legal.map(({ slug, title }) => (
              <li key={slug}>
                <Link href={`/legal/${slug}`} className={look}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}
