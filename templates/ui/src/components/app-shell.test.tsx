import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { axeFindings } from "../testing/axe";

import { AppShell } from "./app-shell";

/** A window that is so many pixels wide, and can be drawn wider or narrower. */
function windowOf(width: number) {
  const listeners = new Set<() => void>();
  let now = width;
  vi.spyOn(window, "matchMedia").mockImplementation((media) => {
    const most = Number(/max-width: ([\d.]+)rem/.exec(media)?.[1]) * 16;
    return {
      get matches() {
        return now <= most;
      },
      media,
      addEventListener: (_: string, change: () => void) => listeners.add(change),
      removeEventListener: (_: string, change: () => void) => listeners.delete(change),
    } as unknown as MediaQueryList;
  });
  return (next: number) =>
    act(() => {
      now = next;
      for (const change of listeners) change();
    });
}

const shell = () =>
  render(
    <AppShell
      brand="Sahyadri Hosting"
      mark={<svg aria-hidden />}
      home="/"
      nav={[{ label: "Billing", items: [{ href: "/invoices", label: "Invoices", icon: <svg aria-hidden />, current: true }] }]}
      onSearch={() => undefined}
      tools={null}
    >
      <h1>Invoices</h1>
    </AppShell>,
  );

const sidebar = () => document.querySelector("aside") as HTMLElement;
const toggle = () => sidebar().querySelector("button") as HTMLElement;

describe("the sidebar", () => {
  it("has its words in a wide window, and is kept narrow where somebody made it so", async () => {
    windowOf(1280);
    const { container, unmount } = shell();
    expect(sidebar()).toHaveTextContent("Invoices");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(toggle());
    expect(sidebar()).not.toHaveTextContent("Invoices");
    unmount();
    shell();
    expect(sidebar()).not.toHaveTextContent("Invoices");
  });

  it("brings where one is into sight, also in a low window", () => {
    windowOf(1280);
    const shown: string[] = [];
    vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
      shown.push(this.textContent ?? "");
    });
    shell();
    expect(shown).toContain("Invoices");
  });

  it("is narrow at 900 px, with every entry named, and can be widened there without changing what was chosen", async () => {
    const draw = windowOf(900);
    const { container } = shell();
    expect(sidebar()).toHaveClass("w-16");
    expect(sidebar()).not.toHaveTextContent("Invoices");
    expect(screen.getByRole("link", { name: "Invoices" })).toHaveAttribute("aria-current", "page");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(toggle());
    expect(sidebar()).toHaveClass("w-60");
    expect(localStorage.getItem("hostler.sidebar")).toBeNull();
    draw(1280);
    expect(sidebar()).toHaveClass("w-60");
  });
});
