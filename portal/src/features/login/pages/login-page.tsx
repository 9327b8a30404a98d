import { useLink } from "@hostler/ui/lib/link";
import { SignIn } from "@hostler/web-kit/react/sign-in";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useSearch } from "@tanstack/react-router";

export default function LoginPage() {
  const { t } = useTranslation("login");
  const Link = useLink();
  const { to } = useSearch({ strict: false }) as { to?: string };
  useTitle(t("title"));
  const look = "inline-flex min-h-7 items-center self-start text-muted-foreground underline-offset-4 hover:text-foreground hover:underline";
  return (
    <SignIn
      ways={["root", "iam"]}
      home="/dashboard"
      offer="/protect"
      links={
        <>
          <Link href="/forgot-password" className={look}>
            {t("forgot")}
          </Link>
          <Link href="/forgot-username" className={look}>
            {t("forgot_username")}
          </Link>
          <Link href={to ? `/register?to=${encodeURIComponent(to)}` : "/register"} className={look}>
            {t("register")}
          </Link>
          <Link href="/" className={look}>
            {t("home")}
          </Link>
        </>
      }
    />
  );
}
