import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Notice } from "./notice";

describe("a notice", () => {
  it("waits its turn, unless something is wrong", () => {
    render(
      <>
        <Notice tone="working" title="Version 3 is being published" />
        <Notice tone="danger" title="It was not published" action={<button type="button">Try again</button>}>
          The name servers refused it.
        </Notice>
      </>,
    );
    expect(screen.getByRole("status")).toHaveTextContent("Version 3 is being published");
    expect(screen.getByRole("alert")).toHaveTextContent("The name servers refused it.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
  });
});
