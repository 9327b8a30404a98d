import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { useAct } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useState } from "react";

import { FailureSummary } from "../../../forms/failure-summary";
import { SaveBar } from "../../../forms/save-bar";
import { staffNames } from "../../../people/staff";
import { lastChanges, saveSettings, type Settings } from "../api/settings";

import { sectionNames, sectionOf, type Section } from "./sections";
import { changedOf, typedOf, type Broken } from "./setting-draft";
import { SettingRow } from "./setting-row";

interface SettingsFormProps {
  settings: Settings;
  /** The one that is open; with a search all of them are looked through. */
  section: Section;
  search: string;
}

export function SettingsForm({ settings, section, search }: SettingsFormProps) {
  const { t } = useTranslation(["settings", "desk"]);
  const changes = useQuery({ ...lastChanges, retry: false }).data ?? {};
  const names = useQuery(staffNames).data;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [broken, setBroken] = useState<Record<string, Broken>>({});
  const save = useAct<Settings>({
    run: saveSettings,
    done: t("desk:saved"),
    invalidates: ["settings", "rules"],
    onDone: () => setTyped({}),
  });
  const dirty = Object.entries(typed).some(([name, text]) => text !== typedOf(settings[name]));
  const wanted = search.toLowerCase();
  const fits = (name: string) =>
    [name, name.replaceAll(/[._]/g, " "), t(`field.${name}.title`, { defaultValue: "" }), t(`field.${name}.help`, { defaultValue: "" }), typedOf(settings[name])].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  const found = Object.keys(settings).filter((name) => (wanted ? fits(name) : sectionOf(name) === section));
  const groups = sectionNames.map((one) => [one, found.filter((name) => sectionOf(name) === one)] as const).filter(([, inside]) => inside.length > 0);
  return (
    <>
      <FailureSummary failure={save.failure} hasControl={(field) => field in settings} />
      {groups.length === 0 && <EmptyState icon={SearchX} title={t("nothing_found")} />}
      {groups.map(([one, inside]) => (
        <Card key={one} title={t(`section.${one}`)} className="mb-4">
          <ul className="divide-y">
            {inside.map((name) => (
              <SettingRow
                key={name}
                name={name}
                stored={settings[name]}
                typed={typed[name] ?? typedOf(settings[name])}
                onChange={(text) => {
                  setBroken({});
                  setTyped({ ...typed, [name]: text });
                }}
                error={save.failure?.fields[name]}
                broken={broken[name]}
                last={changes[name]}
                names={names}
              />
            ))}
          </ul>
        </Card>
      ))}
      <SaveBar
        dirty={dirty}
        busy={save.busy}
        onSave={() => {
          const read = changedOf(settings, typed);
          setBroken(read.broken);
          if (Object.keys(read.broken).length === 0) void save.go(read.changed);
        }}
        onDiscard={() => {
          setBroken({});
          save.clear();
          setTyped({});
        }}
      />
    </>
  );
}
