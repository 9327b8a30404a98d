import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import type { FieldSchema, FormValue } from "../lib/schema";
import { axeFindings } from "../testing/axe";

import { SchemaForm } from "./schema-form";

const schema: FieldSchema = {
  type: "object",
  required: ["host"],
  properties: {
    port: { type: "integer", title: "Port", minimum: 1, maximum: 65535, "x-order": 2 },
    host: { type: "string", title: "Host", format: "hostname", "x-order": 1 },
    token: { type: "string", title: "Token", format: "secret" },
    tls: { type: "boolean", title: "Encrypted" },
  },
};

function Form({ errors, onSubmit, secrets }: { errors?: Record<string, string>; onSubmit: (value: FormValue) => void; secrets?: Record<string, string | true> }) {
  const [value, setValue] = useState<FormValue>({});
  return <SchemaForm schema={schema} value={value} onChange={setValue} onSubmit={onSubmit} submitLabel="Save" errors={errors} secrets={secrets} />;
}

describe("SchemaForm", () => {
  it("draws a control for each property in its order, and gives back typed values", async () => {
    const submit = vi.fn();
    const { container } = render(<Form onSubmit={submit} />);
    expect(await axeFindings(container)).toEqual([]);
    const labels = [...container.querySelectorAll("label")].map((label) => label.textContent);
    expect(labels.findIndex((text) => text.includes("Host"))).toBeLessThan(labels.findIndex((text) => text.includes("Port")));
    await userEvent.type(screen.getByLabelText(/Host/), "db.example");
    await userEvent.type(screen.getByLabelText(/Port/), "3306");
    await userEvent.click(screen.getByRole("switch", { name: /Encrypted/ }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(submit).toHaveBeenCalledWith({ host: "db.example", port: 3306, tls: true });
  });

  it("puts the server's errors on their fields, and those of no field at the end", () => {
    render(<Form errors={{ host: "does not answer", "other.thing": "is wrong" }} onSubmit={vi.fn()} />);
    expect(screen.getByLabelText(/Host/)).toHaveAccessibleDescription(/does not answer/);
    expect(screen.getByText("is wrong")).toBeInTheDocument();
  });

  it("never shows a stored secret", () => {
    const { container } = render(<Form secrets={{ token: "2026-03-12" }} onSubmit={vi.fn()} />);
    expect(container).toHaveTextContent("secret_set");
    expect(screen.getByRole("button", { name: /secret_replace/ })).toBeInTheDocument();
  });
});
