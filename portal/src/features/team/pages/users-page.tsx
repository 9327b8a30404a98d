import { Button } from "@hostler/ui/button";
import { PageHeader } from "@hostler/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";

import { InvitationTable } from "../components/invitation-table";
import { InviteDialog } from "../components/invite-dialog";
import { SignInCard } from "../components/sign-in-card";
import { UserDialog } from "../components/user-dialog";
import { UserTable } from "../components/user-table";

export default function UsersPage() {
  const { t } = useTranslation("team");
  useTitle(t("users"));
  const [state, change] = useUrlState("tab", "new");
  const tab = state.tab === "invitations" ? "invitations" : "users";
  const close = () => change({ new: undefined });
  return (
    <>
      <PageHeader
        title={t("users")}
        description={t("users_text")}
        actions={
          <>
            <Button variant="secondary" onClick={() => change({ new: "user" }, true)}>
              {t("user.new")}
            </Button>
            <Button onClick={() => change({ new: "invitation" }, true)}>{t("invite.title")}</Button>
          </>
        }
      />
      <SignInCard />
      <Tabs value={tab} onValueChange={(next) => change({ tab: next === "users" ? undefined : next }, true)}>
        <TabsList aria-label={t("users")}>
          <TabsTrigger value="users">{t("users")}</TabsTrigger>
          <TabsTrigger value="invitations">{t("invitations")}</TabsTrigger>
        </TabsList>
        <TabsContent value="users">
          <UserTable />
        </TabsContent>
        <TabsContent value="invitations">
          <InvitationTable onInvite={() => change({ new: "invitation" }, true)} />
        </TabsContent>
      </Tabs>
      {state.new === "user" && <UserDialog onClose={close} />}
      {state.new === "invitation" && <InviteDialog onClose={close} />}
    </>
  );
}
