import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { CodeBlock, prettyJson } from "./code-block";
import { Meter } from "./meter";
import { Notice } from "./notice";

it("shows JSON on lines of its own and copies it as it stands", async () => {
  const user = userEvent.setup();
  render(<CodeBlock label="Request" text={prettyJson({ user: "asha", password: "***" })} />);
  expect(screen.getByRole("region", { name: "Request" })).toHaveTextContent('{ "user": "asha", "password": "***" }');
  await user.click(screen.getByRole("button", { name: "Request" }));
  expect(await navigator.clipboard.readText()).toBe('{\n  "user": "asha",\n  "password": "***"\n}');
  expect(prettyJson("as it is")).toBe("as it is");
});

it("measures what is used, and never beyond its end", () => {
  const { rerender } = render(<Meter label="Accounts" used={30} limit={40} words="30 / 40" />);
  expect(screen.getByRole("meter", { name: "Accounts" })).toHaveAttribute("aria-valuenow", "75");
  rerender(<Meter label="Accounts" used={50} limit={40} />);
  expect(screen.getByRole("meter")).toHaveAttribute("aria-valuenow", "100");
  rerender(<Meter label="Accounts" used={5} limit={0} />);
  expect(screen.getByRole("meter")).toHaveAttribute("aria-valuenow", "0");
});

it("says what is the case and what to do", () => {
  render(
    <Notice tone="danger" title="It waits for you" action={<button type="button">Retry</button>}>
      Nothing is lost.
    </Notice>,
  );
  expect(screen.getByRole("alert")).toHaveTextContent("It waits for youNothing is lost.Retry");
});
