import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { toast } from "@hostler/ui/toaster";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { putRecords, restoreVersion } from "../api/edit-zone";
import { isWorking, type Zone } from "../api/zones";

import { DnssecPanel } from "./dnssec-panel";
import { bodiesOf, countChanges, wanted } from "./draft";
import { LeaveGuard } from "./leave-guard";
import { Nameservers } from "./nameservers";
import { PlanDialog } from "./plan-dialog";
import { PublishBar } from "./publish-bar";
import { RecordsPanel } from "./records-panel";
import { useEditor } from "./use-editor";
import { useProposal, type Change } from "./use-proposal";
import { VersionList } from "./version-list";
import { ZoneNotice } from "./zone-notice";

const tabs = ["records", "versions", "dnssec"] as const;

/** One zone: its records with what waits to be published, its versions, its signing. */
export function ZoneDesk({ zone }: { zone: Zone }) {
  const { t } = useTranslation("dns");
  const explain = useExplain();
  const queries = useQueryClient();
  const [state, change] = useUrlState("tab");
  const tab = tabs.find((one) => one === state.tab) ?? "records";
  const editor = useEditor(zone);
  const { proposal, published, propose, done, close } = useProposal(zone, editor.discard);
  const [busy, setBusy] = useState(false);
  const readOnly = isWorking(zone.state);
  const show = (next: string) => change({ tab: next === "records" ? undefined : next });
  const tell = (error: unknown) => {
    // Read again: the page says itself what has changed meanwhile.
    if (error instanceof ApiError && (error.status === 412 || error.status === 409)) void queries.invalidateQueries({ queryKey: ["zones"] });
    void toast("error", t("not_published"), { description: explain(error).detail });
  };
  const review = async () => {
    const { draft } = editor;
    const publish: Change = (how) => putRecords(zone.id, { scope: "zone", serial: draft.serial, records: bodiesOf(wanted(draft)), ...how });
    setBusy(true);
    try {
      await propose(t("publish_title", { name: zone.unicode }), publish);
    } catch (error) {
      if (editor.refuse(error)) show("records");
      else tell(error);
    } finally {
      setBusy(false);
    }
  };
  const undo = async () => {
    if (!published) return;
    const { before } = published;
    await propose(t("versions.restore_title", { serial: before }), (how) => restoreVersion(zone.id, before, { serial: zone.serial, ...how })).catch(tell);
  };
  return (
    <>
      <ZoneNotice zone={zone} editor={editor} published={published} onUndo={() => void undo()} />
      <div className="grid items-start gap-4 2xl:grid-cols-[minmax(0,1fr)_18rem]">
        <Tabs value={tab} onValueChange={show} className="min-w-0">
          <TabsList aria-label={t("tabs")}>
            {tabs.map((one) => (
              <TabsTrigger key={one} value={one}>
                {t(`tab.${one}`)}
              </TabsTrigger>
            ))}
          </TabsList>
          <TabsContent value="records">
            <RecordsPanel zone={zone} editor={editor} readOnly={readOnly} propose={propose} />
          </TabsContent>
          <TabsContent value="versions">
            <VersionList
              zone={zone}
              dirty={editor.dirty}
              propose={propose}
              onTakeUp={(records) => {
                editor.takeUp(records);
                show("records");
              }}
            />
          </TabsContent>
          <TabsContent value="dnssec">
            <DnssecPanel zone={zone} />
          </TabsContent>
          {editor.dirty && !readOnly && <PublishBar draft={editor.draft} busy={busy} onReview={() => void review()} onDiscard={editor.discard} />}
        </Tabs>
        <Nameservers zone={zone} />
      </div>
      {proposal && <PlanDialog title={proposal.title} plan={proposal.plan} nameservers={zone.nameservers ?? []} publish={proposal.change} onPublished={done} onClose={close} />}
      <LeaveGuard dirty={editor.dirty} count={countChanges(editor.draft)} onLeave={editor.discard} />
    </>
  );
}
