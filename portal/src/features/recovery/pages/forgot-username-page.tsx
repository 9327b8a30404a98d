import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useState } from "react";

import { forgotUsername } from "../api/recovery";
import { ForgotForm } from "../components/forgot-form";
import { Outcome } from "../components/outcome";

/** The user name goes to the address by mail, and is never shown here. */
export default function ForgotUsernamePage() {
  const { t } = useTranslation("recovery");
  const Link = useLink();
  useTitle(t("username_lost.title"));
  const [sent, setSent] = useState(false);
  if (sent) return <Outcome title={t("forgot.sent_title")} text={t("username_lost.sent_text")} to="/login" action={t("to_sign_in")} />;
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{t("username_lost.title")}</h1>
      <p className="mt-1 mb-5 text-base text-muted-foreground">{t("username_lost.text")}</p>
      <ForgotForm
        asks={["account", "email"]}
        button={t("username_lost.send")}
        send={({ account, email }, solved) => forgotUsername(account, email, solved)}
        onSent={() => setSent(true)}
      />
      <p className="mt-5 text-sm">
        <Link href="/login" className="text-primary underline underline-offset-4">
          {t("to_sign_in")}
        </Link>
      </p>
    </section>
  );
}
