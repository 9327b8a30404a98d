import { SignIn } from "@hostler/web-kit/react/sign-in";
import { useTitle } from "@hostler/web-kit/react/title";
import { useTranslation } from "react-i18next";

export default function LoginPage() {
  const { t } = useTranslation("login");
  useTitle(t("title"));
  return <SignIn ways={["root"]} home="/" />;
}
