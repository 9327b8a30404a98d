import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { axeFindings } from "../testing/axe";

import { Button } from "./button";
import { ConfirmDialog } from "./confirm-dialog";
import { DescriptionList } from "./description-list";
import { Dialog, DialogContent, DialogTrigger } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";
import { Money } from "./money";
import { OtpInput } from "./otp-input";
import { QueryBoundary } from "./query-boundary";
import { Secret } from "./secret";

describe("Button", () => {
  it("is a plain button that can be pressed", async () => {
    const press = vi.fn();
    const { container } = render(<Button onClick={press}>Save</Button>);
    const button = screen.getByRole("button", { name: "Save" });
    expect(button).toHaveAttribute("type", "button");
    await userEvent.click(button);
    expect(press).toHaveBeenCalledOnce();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("can't be pressed twice while it is busy, and keeps its focus", async () => {
    const press = vi.fn();
    render(
      <Button busy onClick={press}>
        Pay
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Pay" });
    button.focus();
    await userEvent.click(button);
    await userEvent.keyboard("{Enter}");
    expect(press).not.toHaveBeenCalled();
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute("aria-busy", "true");
  });

  it("does not submit a form while it is busy", async () => {
    const submit = vi.fn((event: React.FormEvent) => event.preventDefault());
    render(
      <form onSubmit={submit}>
        <Button type="submit" busy>
          Pay
        </Button>
      </form>,
    );
    await userEvent.click(screen.getByRole("button"));
    expect(submit).not.toHaveBeenCalled();
  });
});

describe("Field", () => {
  it("ties label, help and error to its control", async () => {
    const { container } = render(
      <Field label="Name" help="As on the card" error="Fill this in">
        <Input />
      </Field>,
    );
    const input = screen.getByLabelText("Name");
    expect(input).toHaveAccessibleDescription("As on the card Fill this in");
    expect(input).toBeInvalid();
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("Dialog", () => {
  it("takes the focus, closes by Escape, and gives the focus back", async () => {
    render(
      <Dialog>
        <DialogTrigger>Open</DialogTrigger>
        <DialogContent title="Pay" description="One invoice">
          <input aria-label="Amount" />
        </DialogContent>
      </Dialog>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Open" }));
    const dialog = screen.getByRole("dialog", { name: "Pay" });
    expect(dialog).toHaveAccessibleDescription("One invoice");
    expect(dialog).toContainElement(document.activeElement as HTMLElement);
    expect(await axeFindings(dialog)).toEqual([]);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("button", { name: "Open" })).toHaveFocus();
  });

  it("asks for the name to be typed where data is destroyed", async () => {
    const confirm = vi.fn();
    render(<ConfirmDialog open onOpenChange={() => undefined} title="Cancel" consequence="Ends 1 service" confirm="End it" typed="shop.example" danger onConfirm={confirm} />);
    const button = within(screen.getByRole("alertdialog")).getByRole("button", { name: "End it" });
    expect(button).toBeDisabled();
    await userEvent.type(screen.getByRole("textbox"), "shop.exampl");
    expect(button).toBeDisabled();
    await userEvent.type(screen.getByRole("textbox"), "e");
    await userEvent.click(button);
    expect(confirm).toHaveBeenCalledOnce();
  });
});

describe("Money", () => {
  it.each([
    [{ amount: 12_345_650, currency: "INR" }, "₹1,23,456.50"],
    [{ amount: -5, currency: "INR" }, "-₹0.05"],
    [{ amount: 1500, currency: "JPY" }, "¥1,500"],
    [{ amount: 1234, currency: "KWD" }, "KWD 1.234"],
    [{ amount: 9_007_199_254_740_991, currency: "USD" }, "$90,071,992,547,409.91"],
  ])("writes %j as %s without losing a digit", (value, text) => {
    const { container } = render(<Money value={value} />);
    expect(container.textContent.replaceAll(/\u00a0/g, " ")).toBe(text);
  });
});

describe("OtpInput", () => {
  it("takes a pasted code in one input that a phone can fill in", async () => {
    function Code() {
      const [value, setValue] = useState("");
      return (
        <Field label="Code">
          <OtpInput value={value} onChange={setValue} />
        </Field>
      );
    }
    const { container } = render(<Code />);
    const input = screen.getByLabelText("Code");
    expect(input).toHaveAttribute("autocomplete", "one-time-code");
    await userEvent.click(input);
    await userEvent.paste("123456");
    expect(input).toHaveValue("123456");
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("Secret", () => {
  it("shows only after a click, hides again, and is gone with the page", async () => {
    const reveal = vi.fn(() => Promise.resolve("s3cret"));
    const { container, unmount } = render(<Secret label="Password" reveal={reveal} />);
    expect(container).not.toHaveTextContent("s3cret");
    expect(reveal).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: /reveal: Password/ }));
    expect(await screen.findByText("s3cret")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: /hide: Password/ }));
    expect(container).not.toHaveTextContent("s3cret");
    unmount();
  });

  it("stays masked when it could not be had", async () => {
    const { container } = render(<Secret label="Password" reveal={() => Promise.reject(new Error("no"))} />);
    await userEvent.click(screen.getByRole("button", { name: /reveal: Password/ }));
    await waitFor(() => expect(screen.getByRole("button", { name: /reveal: Password/ })).not.toHaveAttribute("aria-busy"));
    expect(container).toHaveTextContent("••••");
  });
});

describe("DescriptionList", () => {
  it("keeps a shown secret when a fact comes before it", async () => {
    const secret = <Secret label="Password" reveal={() => Promise.resolve("s3cret")} />;
    const { rerender } = render(<DescriptionList facts={[["Password", secret]]} />);
    await userEvent.click(screen.getByRole("button", { name: /reveal: Password/ }));
    await screen.findByText("s3cret");
    rerender(
      <DescriptionList
        facts={[
          ["User name", "meera"],
          ["Password", secret],
        ]}
      />,
    );
    expect(screen.getByText("s3cret")).toBeInTheDocument();
  });
});

describe("QueryBoundary", () => {
  const words = () => ({ title: "This could not be loaded", detail: "The engine rests.", requestId: "req_7" });
  const show = (query: { data?: string[]; error?: unknown; isPending?: boolean }, refetch = vi.fn()) =>
    render(
      <QueryBoundary
        query={{ data: query.data, error: query.error ?? null, isPending: query.isPending ?? false, isFetching: false, refetch }}
        skeleton={<p>shape</p>}
        isEmpty={(all) => all.length === 0}
        empty={<p>nothing yet</p>}
        explain={words}
      >
        {(all) => (
          <ul>
            {all.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </QueryBoundary>,
    );

  it("shows the shape only when the wait is felt", async () => {
    show({ isPending: true });
    expect(screen.queryByText("shape")).toBeNull();
    expect(await screen.findByText("shape")).toBeInTheDocument();
  });

  it("says what is empty", () => {
    show({ data: [] });
    expect(screen.getByText("nothing yet")).toBeInTheDocument();
  });

  it("says what failed, with the request to quote and a way to try again", async () => {
    const refetch = vi.fn();
    show({ error: new Error("x") }, refetch);
    expect(screen.getByRole("alert")).toHaveTextContent("The engine rests.");
    expect(screen.getByText("req_7")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "retry" }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  it("keeps what was there when a refresh fails, and says so", () => {
    show({ data: ["one"], error: new Error("x") });
    expect(screen.getByText("one")).toBeInTheDocument();
    expect(screen.getByRole("status")).toHaveTextContent("stale");
  });
});
