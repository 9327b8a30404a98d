import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeAll, describe, expect, it } from "vitest";

import { ApiError } from "../problem";
import { Texts } from "../texts";

import { TextsProvider } from "./texts";
import { useWrite, type KeyHeader } from "./write";

const texts = new Texts("en", () => Promise.resolve({}));
beforeAll(() => texts.loadNamespaces(["common"]));
const wrapper = ({ children }: { children: ReactNode }) => <TextsProvider texts={texts}>{children}</TextsProvider>;

/** Sends the bodies one after another; answers with the keys that were used. */
async function keysOf(steps: [body: string, problem: number | null][]) {
  const keys: string[] = [];
  let answer: number | null = null;
  const send = (_body: string, header: KeyHeader) => {
    keys.push(header["Idempotency-Key"]);
    return answer === null ? Promise.resolve("done") : Promise.reject(new ApiError({ status: answer, code: "some" }));
  };
  const { result } = renderHook(() => useWrite(send), { wrapper });
  for (const [body, problem] of steps) {
    answer = problem;
    await act(() => result.current.run(body));
  }
  return keys;
}

describe("a write", () => {
  it("keeps its key while nobody knows whether it happened", async () => {
    const [first, second, third] = await keysOf([
      ["a", 0],
      ["a", 503],
      ["a", null],
    ]);
    expect(second).toBe(first);
    expect(third).toBe(first);
  });

  it("has another key after a verdict, and for another content", async () => {
    const keys = await keysOf([
      ["a", 409],
      ["a", 0],
      ["b", null],
      ["b", null],
    ]);
    expect(new Set(keys).size).toBe(4);
  });

  it("runs once however often it is pressed", async () => {
    let count = 0;
    let finish: (value: string) => void = () => undefined;
    const { result } = renderHook(
      () =>
        useWrite(() => {
          count += 1;
          return new Promise<string>((done) => (finish = done));
        }),
      { wrapper },
    );
    await act(async () => {
      const first = result.current.run("a");
      const second = result.current.run("a");
      finish("done");
      expect(await first).toEqual({ value: "done" });
      expect(await second).toBeNull();
    });
    expect(count).toBe(1);
  });
});
