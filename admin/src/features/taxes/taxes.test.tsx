import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { open } from "../../testing/open";

type Rate = Answer<"/admin/taxes/{id}", "get">;

const gst: Rate = {
  id: "tax_1",
  name: "GST",
  rate: "18",
  country: "IN",
  region: "",
  tax_class: "",
  valid_from: "2017-07-01",
  valid_until: null,
  additional: false,
  compound: false,
};
const noExchange = answers("get", "/admin/currencies", { data: [] });

const engine = setupServer(noExchange);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("tax rates", () => {
  it("are listed with the days on which they hold", async () => {
    engine.use(answers("get", "/admin/taxes", { data: [gst, { ...gst, id: "tax_2", rate: "20", region: "27", valid_from: "2099-01-01" }], next_cursor: null }));
    const { container } = await open("/taxes");
    const table = await screen.findByRole("region", { name: "Tax rates" });
    expect(within(table).getByText("18 %")).toBeInTheDocument();
    expect(within(table).getByText("Planned")).toBeInTheDocument();
    expect(within(table).getByText("India, Maharashtra (27)")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("say that without any no tax is charged", async () => {
    engine.use(answers("get", "/admin/taxes", { data: [], next_cursor: null }));
    await open("/taxes");
    expect(await screen.findByText("Without a rate no tax is charged.")).toBeInTheDocument();
  });

  it("are added from a day on, and a rate that is none is not sent", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/taxes", { data: [], next_cursor: null }),
      answers("post", "/admin/taxes", ({ body }) => {
        sent.push(body);
        return gst;
      }),
    );
    await open("/taxes?add=rate");
    const dialog = await screen.findByRole("dialog", { name: "Add a rate" });
    await userEvent.type(within(dialog).getByLabelText("Tax"), "GST");
    await userEvent.type(within(dialog).getByLabelText("Per cent"), "much");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    expect(within(dialog).getByLabelText("Per cent")).toHaveAccessibleDescription(/This is no rate/);
    await userEvent.clear(within(dialog).getByLabelText("Per cent"));
    await userEvent.type(within(dialog).getByLabelText("Per cent"), "18");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([expect.objectContaining({ name: "GST", rate: "18", country: "IN", valid_until: null })]));
  });

  it("end on a day", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/taxes", { data: [gst], next_cursor: null }),
      answers("patch", "/admin/taxes/{id}", ({ body }) => {
        sent.push(body);
        return gst;
      }),
    );
    await open("/taxes");
    const table = await screen.findByRole("region", { name: "Tax rates" });
    await userEvent.click(within(table).getByRole("button", { name: "End" }));
    const dialog = await screen.findByRole("alertdialog", { name: "End GST 18 %?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "End" }));
    await waitFor(() => expect(sent).toEqual([{ valid_until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string }]));
  });

  it("say what failed", async () => {
    engine.use(refuses("get", "/admin/taxes", { status: 403, code: "forbidden" }));
    await open("/taxes");
    expect(await screen.findByText("You may not see this")).toBeInTheDocument();
  });
});
