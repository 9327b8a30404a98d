import { axeFindings } from "@hostler/web-kit/testing/axe";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { describe, expect, it } from "vitest";

import { createI18n } from "../i18n";
import { ApiError } from "../problem";
import { Session } from "../session";

import { ActButton } from "./act-button";
import type { ActValues } from "./act-fields";
import { createQueryClient, Providers } from "./start";

async function show(run: (values: ActValues, header: { "Idempotency-Key": string }) => Promise<unknown>, typed?: string) {
  const i18n = await createI18n("en", {}, {});
  const queries = createQueryClient();
  queries.setQueryData(["jobs", "list"], 1);
  render(
    <Suspense fallback={null}>
      <Providers
        session={new Session()}
        queries={queries}
        i18n={i18n}
        brand={{ name: "Shop", legal_name: "", email: "", phone: "", currency: "INR", locale: "en", country: "IN", sells_domains: false, product_types: [], legal: [] }}
      >
        <ActButton
          label="Refuse"
          title="Refuse it"
          consequence="The client is told."
          typed={typed}
          fields={[{ name: "reason", label: "Reason", kind: "multiline", required: true }]}
          run={run}
          invalidates={["jobs"]}
        />
      </Providers>
    </Suspense>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Refuse" }));
  return { queries, dialog: await screen.findByRole("alertdialog", { name: "Refuse it" }) };
}

const confirm = () => screen.getByRole("button", { name: "Refuse" });

describe("an act", () => {
  it("asks for what is needed first, then is sent once with one key and makes its queries stale", async () => {
    const sent: [ActValues, string][] = [];
    let answer: () => void = () => undefined;
    const { queries, dialog } = await show((values, header) => {
      sent.push([values, header["Idempotency-Key"]]);
      return new Promise<void>((done) => (answer = done));
    });
    expect(await axeFindings(dialog)).toEqual([]);
    await userEvent.click(confirm());
    expect(screen.getByRole("textbox", { name: /Reason/ })).toBeInvalid();
    await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), " Twice ");
    await userEvent.dblClick(confirm());
    expect(sent).toEqual([[{ reason: "Twice" }, expect.any(String)]]);
    answer();
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(queries.getQueryState(["jobs", "list"])?.isInvalidated).toBe(true);
  });

  it("puts a refusal on its field, and another below, with the request; a lost answer is asked for with the same key", async () => {
    const keys: string[] = [];
    const refusals = [
      new ApiError({ status: 422, code: "validation_failed", errors: [{ field: "reason", code: "too_short", message: "Say more." }] }),
      ApiError.offline(),
      new ApiError({ status: 409, code: "gone", detail: "It is done already.", request_id: "req_9" }),
    ];
    await show((_, header) => {
      keys.push(header["Idempotency-Key"]);
      return Promise.reject(refusals.shift() ?? new Error());
    });
    await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "No");
    await userEvent.click(confirm());
    expect(await screen.findByText("Say more.")).toBeInTheDocument();
    await userEvent.click(confirm());
    expect(await screen.findByText(/connection is lost/)).toBeInTheDocument();
    await userEvent.click(confirm());
    expect(await screen.findByText("req_9")).toBeInTheDocument();
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[1]).toBe(keys[2]);
  });

  it("waits for the name where data is destroyed", async () => {
    await show(() => Promise.resolve(), "asha.example");
    expect(confirm()).toBeDisabled();
    await userEvent.type(screen.getByRole("textbox", { name: /asha\.example/ }), "asha.example");
    expect(confirm()).toBeEnabled();
  });
});
