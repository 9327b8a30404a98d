import { PageHeader } from "@hostler/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { groups, policies, roles, type Policy } from "../api/access";
import { AccessList } from "../components/access-list";
import { PolicyDialog } from "../components/policy-dialog";
import { GroupDialog, RoleDialog } from "../components/set-dialog";
import { SimulateForm } from "../components/simulate-form";
import { useRights } from "../components/use-rights";

const tabs = ["roles", "groups", "policies", "test"] as const;

export default function RolesPage() {
  const { t } = useTranslation("team");
  useTitle(t("access"));
  const [state, change] = useUrlState("tab");
  const tab = tabs.find((one) => one === state.tab) ?? "roles";
  return (
    <>
      <PageHeader title={t("access")} description={t("access_text")} />
      <Tabs value={tab} onValueChange={(next) => change({ tab: next === "roles" ? undefined : next }, true)}>
        <TabsList aria-label={t("access")}>
          {tabs.map((one) => (
            <TabsTrigger key={one} value={one}>
              {t(`tab.${one}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="roles">
          <Roles />
        </TabsContent>
        <TabsContent value="groups">
          <Groups />
        </TabsContent>
        <TabsContent value="policies">
          <Policies />
        </TabsContent>
        <TabsContent value="test">
          <SimulateForm />
        </TabsContent>
      </Tabs>
    </>
  );
}

function Roles() {
  const { nameOf } = useRights();
  return (
    <AccessList
      kind="roles"
      query={useQuery(roles)}
      about={(role) => [role.description, (role.policies ?? []).map(nameOf).join(", ")].filter(Boolean).join(" · ")}
      dialog={(role, close) => <RoleDialog role={role} onClose={close} />}
    />
  );
}

function Groups() {
  const { t } = useTranslation("team");
  const { nameOf } = useRights();
  return (
    <AccessList
      kind="groups"
      query={useQuery(groups)}
      about={(group) =>
        [t("member_count", { count: (group.members ?? []).length }), [...(group.roles ?? []), ...(group.policies ?? [])].map(nameOf).join(", ")].filter(Boolean).join(" · ")
      }
      dialog={(group, close) => <GroupDialog group={group} onClose={close} />}
    />
  );
}

function Policies() {
  return (
    <AccessList
      kind="policies"
      query={useQuery(policies)}
      about={(policy) => <AboutPolicy policy={policy} />}
      dialog={(policy, close) => <PolicyDialog policy={policy} onClose={close} />}
    />
  );
}

function AboutPolicy({ policy }: { policy: Policy }) {
  const { t } = useTranslation("team");
  return (
    <>
      {policy.description && <p>{policy.description}</p>}
      <p>
        {t(`policy.effects.${policy.effect}`)}: <span className="font-mono">{(policy.actions ?? []).join(", ")}</span>
        {(policy.resources ?? []).join() !== "*" && (
          <>
            {" · "}
            <span className="font-mono">{(policy.resources ?? []).join(", ")}</span>
          </>
        )}
        {policy.conditions && ` · ${t("policy.has_conditions")}`}
      </p>
    </>
  );
}
