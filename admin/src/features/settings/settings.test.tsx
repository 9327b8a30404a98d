import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { open } from "../../testing/open";

import { changedOf, readSetting } from "./components/setting-draft";

const settings = {
  "invoice.series": "SHY",
  "invoice.terms_days": 0,
  "invoice.colour": "",
  "invoice.round_to_whole_unit": false,
  "renewal.notice_days": [-3, 1, 5],
  "tax.regime": "gst",
};
const around = [
  answers("get", "/admin/audit", {
    data: [
      {
        id: "aud_1",
        action: "setting.changed",
        object: "invoice.series",
        actor: "staff",
        user: "usr_1",
        before: "HST",
        after: "SHY",
        created_at: "2026-11-20T10:00:00Z",
        credential: "",
        ip: "",
        request_id: "",
        user_agent: "",
      },
    ],
    next_cursor: null,
  }),
  answers("get", "/admin/staff", { data: [], next_cursor: null }),
];

const engine = setupServer(...around);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("a setting as it is typed", () => {
  it("is read as what it is", () => {
    expect(readSetting("renewal.notice_days", [], "-3, 1 5")).toEqual({ value: [-3, 1, 5] });
    expect(readSetting("invoice.terms_days", 0, "x").broken).toEqual({ why: "whole" });
    expect(changedOf(settings, { "invoice.terms_days": "0", "invoice.series": "AB" })).toEqual({ changed: { "invoice.series": "AB" }, broken: {} });
  });

  it("is refused as a colour on which white can't be read, with the nearest that will do", () => {
    expect(readSetting("invoice.colour", "", "#facc15").broken).toMatchObject({ why: "contrast" });
    expect(readSetting("invoice.colour", "", "#1d4ed8")).toEqual({ value: "#1d4ed8" });
    expect(readSetting("brand.primary", "", "#60a5fa").broken).toMatchObject({ why: "contrast" });
    // Readable on paper, and not quite on the page.
    expect(readSetting("invoice.colour", "", "#767676")).toEqual({ value: "#767676" });
    expect(readSetting("brand.primary", "", "#767676").broken).toMatchObject({ why: "contrast" });
  });
});

describe("settings", () => {
  it("show each choice with who changed it last, and what it was", async () => {
    engine.use(answers("get", "/admin/settings", settings));
    const { container } = await open("/settings");
    expect(await screen.findByLabelText("Invoice series")).toHaveValue("SHY");
    expect(await screen.findByText("HST")).toBeInTheDocument();
    expect(screen.queryByLabelText("Kind of tax")).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("are searched through all sections", async () => {
    engine.use(answers("get", "/admin/settings", settings));
    await open("/settings?q=reminders");
    expect(await screen.findByLabelText("Days of reminders")).toHaveValue("-3, 1, 5");
    expect(screen.queryByLabelText("Invoice series")).toBeNull();
  });

  it("send what was changed alone, and put a refusal on its setting", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/settings", settings),
      answers("put", "/admin/settings", ({ body }: { body: unknown }) => {
        sent.push(body);
        return settings;
      }),
    );
    await open("/settings");
    const terms = await screen.findByLabelText("Days to pay");
    await userEvent.clear(terms);
    await userEvent.type(terms, "7");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ "invoice.terms_days": 7 }]));
    engine.use(
      refuses("put", "/admin/settings", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "invoice.series", code: "wrong_type", message: "is not what this setting may be" }],
      }),
    );
    await userEvent.type(await screen.findByLabelText("Invoice series"), "-TOOLONG");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.getByLabelText("Invoice series")).toHaveAccessibleDescription(/is not what this setting may be/));
  });

  it("offer the nearest colour", async () => {
    engine.use(answers("get", "/admin/settings", settings));
    await open("/settings");
    await userEvent.type(await screen.findByLabelText("Colour of documents"), "#facc15");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    const offer = await screen.findByRole("button", { name: /^Use #/ });
    await userEvent.click(offer);
    expect(screen.getByLabelText("Colour of documents")).toHaveDisplayValue(/^#[0-9a-f]{6}$/);
  });

  it("say what failed", async () => {
    engine.use(refuses("get", "/admin/settings", { status: 500, code: "internal" }));
    await open("/settings");
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("req_test")).toBeInTheDocument();
  });
});

describe("the company", () => {
  const company: Answer<"/admin/company", "get"> = {
    name: "Sahyadri",
    legal_name: "Sahyadri Hosting Private Limited",
    address: { line1: "4th Floor", line2: null, city: "Pune", state: "Maharashtra", state_code: "27", postal_code: "411016", country: "IN" },
    gstin: "27AAPFU0939F1ZV",
    pan: null,
    registration_number: null,
    vat_number: null,
    lut_number: null,
    email: "billing@sahyadri.example",
    phone: null,
    time_zone: "Asia/Kolkata",
    currency: "INR",
    country_fixed: true,
    currency_fixed: true,
    missing: [],
  };
  const there = [
    answers("get", "/admin/settings", settings),
    answers("get", "/admin/company", company),
    answers("get", "/admin/hosts", { data: [{ host: "panel.sahyadri.example", tenant_id: "ten_0000000000001" }], next_cursor: null }),
  ];

  it("is changed by who works there, but not where the books have fixed it", async () => {
    const sent: unknown[] = [];
    engine.use(
      ...there,
      answers("patch", "/admin/company", ({ body }: { body: unknown }) => {
        sent.push(body);
        return { ...company, legal_name: "Sahyadri Limited" };
      }),
    );
    const { container } = await open("/settings/company");
    expect(await screen.findByLabelText("Country")).toBeDisabled();
    expect(screen.getByLabelText("Currency of the books")).toBeDisabled();
    expect(await axeFindings(container)).toEqual([]);
    const name = screen.getByLabelText("Legal name");
    await userEvent.clear(name);
    await userEvent.type(name, "Sahyadri Limited");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ legal_name: "Sahyadri Limited" }]));
    await waitFor(() => expect(screen.getByRole("button", { name: "Save" })).toBeDisabled());
  });

  it("says at the field what is wrong with it", async () => {
    engine.use(
      ...there,
      refuses("patch", "/admin/company", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "gstin", code: "other_state", message: "is of another state than the address" }],
      }),
    );
    await open("/settings/company");
    const gstin = await screen.findByLabelText(/^GSTIN/);
    await userEvent.clear(gstin);
    await userEvent.type(gstin, "29AAGCB7383J1Z4");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(gstin).toHaveAccessibleDescription(/is of another state than the address/));
  });

  it("has host names, and says why one is refused", async () => {
    const taken: unknown[] = [];
    engine.use(
      ...there,
      answers("delete", "/admin/hosts/{host}", ({ params }) => {
        taken.push(params.host);
        return undefined as never;
      }),
      refuses("post", "/admin/hosts", { status: 409, code: "host_taken", detail: "This host name is a brand's already. Take it away there first." }),
    );
    await open("/settings/company");
    await userEvent.type(await screen.findByLabelText("Host name"), "panel.other.example");
    await userEvent.click(screen.getByRole("button", { name: "Add the name" }));
    expect(await screen.findByText(/is a brand's already/)).toBeInTheDocument();
    await userEvent.click(await screen.findByRole("button", { name: "Remove panel.sahyadri.example" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(taken).toEqual(["panel.sahyadri.example"]));
  });

  it("is not overwritten by who read it before another changed it", async () => {
    engine.use(...there, refuses("patch", "/admin/company", { status: 412, code: "precondition_failed" }));
    await open("/settings/company");
    await userEvent.type(await screen.findByLabelText("Trade name"), " Hosting");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Somebody changed this meanwhile")).toBeInTheDocument();
  });
});

describe("the logo", () => {
  const there = answers("get", "/admin/settings", { ...settings, "brand.primary": "", "brand.radius": 8, "brand.tagline": "" });

  it("is uploaded, shown and taken away", async () => {
    const shown: unknown[] = [];
    engine.use(
      there,
      http.post("*/api/files", () => HttpResponse.json({ id: "fil_1", name: "logo.png", media_type: "image/png", size: 3, created_at: "2026-11-20T10:00:00Z" }, { status: 201 })),
      answers("put", "/admin/brand/logo", ({ body }: { body: unknown }) => {
        shown.push(body);
        return { logo: "/api/brand/logo/fil_1" };
      }),
      answers("delete", "/admin/brand/logo", { logo: null }),
    );
    const { container } = await open("/settings/brand");
    await userEvent.upload(await screen.findByLabelText("Choose a picture", { selector: "input" }), new File(["png"], "logo.png", { type: "image/png" }));
    expect(await screen.findByRole("img", { name: "The logo of Sahyadri Hosting" })).toHaveAttribute("src", "/api/brand/logo/fil_1");
    expect(shown).toEqual([{ file: "fil_1" }]);
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Remove it" }));
    await waitFor(() => expect(screen.queryByRole("img")).toBeNull());
  });

  it("is refused before it is sent in vain", async () => {
    engine.use(there);
    await open("/settings/brand");
    const large = new File([new Uint8Array((256 << 10) + 1)], "logo.png", { type: "image/png" });
    await userEvent.upload(await screen.findByLabelText("Choose a picture", { selector: "input" }), large);
    expect(await screen.findByRole("alert")).toHaveTextContent(/at most 256 KB/);
  });
});
