import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { FooterHelp } from "./footer-help";

/** Help, the law, and whom to write to and to call; loaded after the page, whose end it is. */
export default function FooterEnd() {
  const { t } = useTranslation("shop");
  const brand = useBrand();
  return (
    <>
      <FooterHelp />
      <div>
        <p className="font-medium">{t("footer.grievance")}</p>
        <ul className="mt-1 flex flex-col text-muted-foreground">
          {brand.email && (
            <li>
              <a href={`mailto:${brand.email}`} className="inline-flex min-h-7 items-center break-all hover:text-foreground">
                {brand.email}
              </a>
            </li>
          )}
          {brand.phone && (
            <li>
              <a href={`tel:${brand.phone}`} className="inline-flex min-h-7 items-center hover:text-foreground">
                {groupedPhone(brand.phone)}
              </a>
            </li>
          )}
        </ul>
      </div>
    </>
  );
}
