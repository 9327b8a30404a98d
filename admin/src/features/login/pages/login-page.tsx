import { SignIn } from "@hostler/web-kit/react/sign-in";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";

export default function LoginPage() {
  const { t } = useTranslation("login");
  useTitle(t("title"));
  return <SignIn ways={["root"]} home="/" />;
}
