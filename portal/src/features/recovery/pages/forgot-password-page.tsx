import { useLink } from "@hostler/ui/lib/link";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useState } from "react";

import { forgotPassword } from "../api/recovery";
import { ForgotForm } from "../components/forgot-form";
import { Outcome } from "../components/outcome";

/** Says the same whether or not anybody is known. */
export default function ForgotPasswordPage() {
  const { t } = useTranslation(["recovery", "common"]);
  const Link = useLink();
  useTitle(t("forgot.title"));
  const [state, change] = useUrlState("as");
  const [sent, setSent] = useState(false);
  if (sent) return <Outcome title={t("forgot.sent_title")} text={t("forgot.sent_text")} to="/login" action={t("to_sign_in")} />;
  const done = () => setSent(true);
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{t("forgot.title")}</h1>
      <p className="mt-1 mb-4 text-base text-muted-foreground">{t("forgot.text")}</p>
      <Tabs value={state.as === "user" ? "user" : "root"} onValueChange={(as) => change({ as: as === "user" ? as : undefined })}>
        <TabsList aria-label={t("forgot.title")}>
          <TabsTrigger value="root">{t("common:sign_in.root")}</TabsTrigger>
          <TabsTrigger value="user">{t("common:sign_in.iam")}</TabsTrigger>
        </TabsList>
        <TabsContent value="root">
          <ForgotForm asks={["email"]} button={t("forgot.send")} send={({ email }, solved) => forgotPassword({ email }, solved)} onSent={done} />
        </TabsContent>
        <TabsContent value="user">
          <ForgotForm
            asks={["account", "username"]}
            button={t("forgot.send")}
            send={({ account, username }, solved) => forgotPassword({ account, username }, solved)}
            onSent={done}
          />
        </TabsContent>
      </Tabs>
      <p className="mt-5 text-sm">
        <Link href="/login" className="text-primary underline underline-offset-4">
          {t("to_sign_in")}
        </Link>
      </p>
    </section>
  );
}
