import { useTranslation } from "@hostler/web-kit/react/texts";

/** "12 invoiced · 3 unchanged". */
export function Acts({ counts }: { counts: [string, number][] }) {
  const { t, i18n } = useTranslation("billing-run");
  if (counts.length === 0) return <span className="text-muted-foreground">{t("nothing")}</span>;
  return (
    <span className="tabular-nums">
      {counts.map(([name, count]) => (i18n.exists(`billing-run:act.${name}`) ? t(`act.${name}`, { n: count }) : `${count} ${name.replaceAll("_", " ")}`)).join(" · ")}
    </span>
  );
}
