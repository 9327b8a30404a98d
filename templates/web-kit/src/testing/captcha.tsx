import { act } from "@testing-library/react";
import { vi } from "vitest";

type Wishes = Record<string, unknown> & { callback?: (token: string) => void };

/** Plays the script of a captcha: what it is asked to show, and a person who solves it. `blocked`: it cannot be loaded. */
export function playCaptcha(object: string, { blocked = false } = {}) {
  const shown: Wishes[] = [];
  let resets = 0;
  const page = window as unknown as Record<string, unknown>;
  page[object] = {
    render: (_place: HTMLElement, wishes: Wishes) => shown.push(wishes),
    reset: () => {
      resets += 1;
    },
    execute: (key: string, { action }: { action: string }) => Promise.resolve(`${key} for ${action}`),
  };
  // A document without a navigation, as it is here, needs no other one.
  Object.defineProperty(performance, "getEntriesByType", { configurable: true, value: () => [] });
  vi.spyOn(document.head, "append").mockImplementation((...nodes) => {
    for (const node of nodes) {
      if (!(node instanceof HTMLScriptElement)) {
        Element.prototype.append.call(document.head, node);
        continue;
      }
      queueMicrotask(() => {
        if (blocked) node.dispatchEvent(new Event("error"));
        else (page[new URL(node.src).searchParams.get("onload") ?? ""] as () => void)();
      });
    }
  });
  return {
    shown: () => shown,
    resets: () => resets,
    solve: (token: string) => act(() => shown.at(-1)?.callback?.(token)),
  };
}
