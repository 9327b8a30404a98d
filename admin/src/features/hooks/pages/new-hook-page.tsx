import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { CodeEditor } from "../../../code/code-editor";
import type { LuaApi } from "../../../code/lua-api";
import { luaApi, useLuaCompletion } from "../../../code/use-lua-api";
import { addHook, type Hook } from "../api/hooks";
import { starterFor } from "../components/starter";
import { TestPanel } from "../components/test-panel";

export default function NewHookPage() {
  const { t } = useTranslation("hooks");
  useTitle(t("new"));
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/automation/hooks" }]} title={t("new")} description={t("new_text")} />
      <Ask query={useQuery(luaApi)} skeleton={<Skeleton className="h-96" />}>
        {(api) => <NewHook api={api} />}
      </Ask>
    </>
  );
}

function NewHook({ api }: { api: LuaApi }) {
  const { t } = useTranslation("hooks");
  const navigate = useNavigate();
  const complete = useLuaCompletion();
  const [name, setName] = useState("");
  const [event, setEvent] = useState("before.suspend");
  // What was written by hand is kept whatever event is chosen afterwards.
  const [written, setWritten] = useState<string | null>(null);
  const source = written ?? starterFor(api, event, name);
  const add = useAct<void, Hook>({
    run: (_, header) => addHook(name.trim(), source, false, header),
    done: t("added"),
    invalidates: ["hooks"],
    onDone: (hook) => void navigate({ to: `/automation/hooks/${hook.name}`, replace: true }),
  });
  const { failure } = add;
  return (
    <form
      noValidate
      className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void add.go();
      }}
    >
      <Card>
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("name")} help={t("name_help")} error={failure?.fields.name}>
              <Input value={name} maxLength={50} className="font-mono" spellCheck={false} autoComplete="off" onChange={(typed) => setName(typed.target.value)} />
            </Field>
            <Field label={t("on_event")} help={api.events.find((one) => one.name === event)?.doc || undefined}>
              <Select value={event} onValueChange={setEvent} options={api.events.map((one) => ({ value: one.name, label: one.name }))} />
            </Field>
          </div>
          <CodeEditor label={t("source")} language="lua" value={source} onChange={setWritten} complete={complete} error={failure?.fields.source} help={t("source_help")} />
          {failure && !failure.fields.name && !failure.fields.source && <FormFailure failure={failure} />}
          <Button type="submit" className="self-start" busy={add.busy}>
            {t("make")}
          </Button>
        </div>
      </Card>
      <TestPanel name={/^[a-z][a-z0-9_]*$/.test(name) ? name : "new_hook"} source={source} />
    </form>
  );
}
