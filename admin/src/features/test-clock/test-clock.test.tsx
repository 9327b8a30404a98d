import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses } from "@hostler/web-kit/testing/engine";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

const engine = engineOf(answers("get", "/admin/test-clock", { now: "2026-11-01T08:00:00Z", settled: true }));

describe("the test clock", () => {
  it("moves on by a step and says whether all that fell due is done", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/admin/test-clock", ({ body }) => {
        sent.push(body);
        return { now: "2026-12-01T08:00:00Z", settled: true };
      }),
    );
    const { container } = await open("/test-clock");
    await userEvent.click(await screen.findByRole("button", { name: "30 days" }));
    expect(await screen.findByText("All that fell due is done")).toBeInTheDocument();
    expect(sent).toEqual([{ advance: "P30D" }]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("puts what the engine says against a moment on its field", async () => {
    engine.use(refuses("post", "/admin/test-clock", { status: 422, code: "validation_failed", errors: [{ field: "now", code: "in_past", message: "Time never goes back." }] }));
    await open("/test-clock");
    const field = await screen.findByLabelText(/this moment/);
    await userEvent.type(field, "2020-01-01T10:00");
    await userEvent.click(screen.getByRole("button", { name: "Move" }));
    expect(await screen.findByText("Time never goes back.")).toBeInTheDocument();
    expect(field).toBeInvalid();
  });

  it("says that production has none", async () => {
    engine.use(refuses("get", "/admin/test-clock", { status: 404, code: "not_found" }));
    await open("/test-clock");
    expect(await screen.findByText("There is no test clock here")).toBeInTheDocument();
  });
});
