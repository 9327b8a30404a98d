import { defineFeature, page } from "@hostler/web-kit/features";
import { answers, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import type { SignedInUser } from "@hostler/web-kit/session";
import { cleanup, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

import { session } from "../api/session";
import { engineOf, owner } from "../testing/open";

import StoppedRules from "./stopped-rules";

const localeFiles = import.meta.glob("../locales/*/*.json");

type Rules = NonNullable<Answer<"/admin/rules", "get">["data"]>;
const ran = { id: "rrn_1", rule: "remind", state: "done", started_at: "2026-11-21T19:00:00Z" } as unknown as NonNullable<Rules[number]["last_run"]>;
const rule = (name: string, enabled: boolean): Rules[number] => ({
  name,
  title: `Rule ${name}`,
  select: "services.overdue",
  enabled,
  own: true,
  when: "30 0 * * *",
  next_run: null,
  failures: 0,
  last_run: ran,
});

let asked = 0;
let rules: Rules = [];
const engine = engineOf();
beforeEach(() => {
  asked = 0;
  rules = [rule("suspend", true), rule("remind", false)];
  engine.use(
    answers("get", "/admin/rules", () => {
      asked += 1;
      return { data: rules };
    }),
  );
});

// A page of its own each time, as when an address is opened.
async function openPage(user: SignedInUser = owner) {
  cleanup();
  const feature = defineFeature({ name: "today", texts: ["automation", "words"], pages: [page("/", () => Promise.resolve({ default: StoppedRules }))] });
  return showPage({ session, features: [feature], localeFiles, at: "/", user, account: null });
}

it("says on every page which rule stands still, and asks the engine once for all of them", async () => {
  for (let opened = 0; opened < 3; opened += 1) {
    await openPage();
    expect(await screen.findByText(/Rule remind/)).toBeInTheDocument();
  }
  expect(asked).toBe(1);
});

it("asks anew when what it knows is two minutes old", async () => {
  await openPage();
  await screen.findByText(/Rule remind/);
  rules = [rule("suspend", false), rule("remind", true)];
  const now = Date.now();
  vi.spyOn(Date, "now").mockReturnValue(now + 121_000);
  await openPage();
  expect(await screen.findByText(/Rule suspend/)).toBeInTheDocument();
  expect(asked).toBe(2);
  vi.restoreAllMocks();
});

it("forgets at once what was changed here", async () => {
  const { queries } = await openPage();
  await screen.findByText(/Rule remind/);
  rules = [rule("suspend", true), rule("remind", true)];
  await queries.invalidateQueries({ queryKey: ["rules"] });
  await waitFor(() => expect(screen.queryByText(/Rule remind/)).toBeNull());
  await openPage();
  expect(asked).toBe(2);
});

it("tells nobody what another person was told", async () => {
  await openPage();
  await screen.findByText(/Rule remind/);
  rules = [rule("suspend", true)];
  await openPage({ ...owner, id: "usr_2" });
  await waitFor(() => expect(asked).toBe(2));
  expect(screen.queryByText(/Rule/)).toBeNull();
});
