import { PageHeader } from "@hostler/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";

import { ActivityList } from "../components/activity-list";
import { ApiKeys } from "../components/api-keys";
import { PasswordCard } from "../components/password-card";
import { SecondFactor } from "../components/second-factor";
import { Sessions } from "../components/sessions";

const tabs = ["sign_in", "sessions", "keys", "activity"] as const;

export default function SecurityPage() {
  const { t } = useTranslation("profile");
  useTitle(t("security"));
  const [state, change] = useUrlState("tab");
  const tab = tabs.find((one) => one === state.tab) ?? "sign_in";
  return (
    <>
      <PageHeader title={t("security")} description={t("security_text")} />
      <Tabs value={tab} onValueChange={(next) => change({ tab: next === "sign_in" ? undefined : next }, true)}>
        <TabsList aria-label={t("security")}>
          {tabs.map((one) => (
            <TabsTrigger key={one} value={one}>
              {t(`tab.${one}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="sign_in">
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <SecondFactor />
            <PasswordCard />
          </div>
        </TabsContent>
        <TabsContent value="sessions">
          <Sessions />
        </TabsContent>
        <TabsContent value="keys">
          <ApiKeys />
        </TabsContent>
        <TabsContent value="activity">
          <ActivityList />
        </TabsContent>
      </Tabs>
    </>
  );
}
