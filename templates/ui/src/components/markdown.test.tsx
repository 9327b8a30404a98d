import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Markdown } from "./markdown";

const shown = (text: string) => render(<Markdown text={text} />).container.firstElementChild?.innerHTML;

describe("Markdown while it is written", () => {
  it("draws headings, emphasis, code and breaks", () => {
    expect(shown("## Hello\nfirst *line*\nsecond **line** with `x_y_z`")).toBe("<h2>Hello</h2><p>first <em>line</em><br>second <strong>line</strong> with <code>x_y_z</code></p>");
    expect(shown("snake_case_name")).toBe("<p>snake_case_name</p>");
    expect(shown("```\n<b>as it is</b>\n\n# no heading\n```\nafter")).toBe("<pre><code>&lt;b&gt;as it is&lt;/b&gt;\n\n# no heading</code></pre><p>after</p>");
  });

  it("draws lists inside lists, quotes and rules", () => {
    expect(shown("- one\n- two\n  - inner\n\n3. three\n4. four")).toBe('<ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul><ol start="3"><li>three</li><li>four</li></ol>');
    expect(shown("> said\n\n---\nafter")).toContain("<hr>");
  });

  it("leads to known kinds of addresses alone and leaves HTML out", () => {
    render(<Markdown text={"[docs](https://shop.example/a_b) [bad](javascript:alert(1)) <script>x</script> ![logo](https://shop.example/l.png)"} />);
    expect(screen.getByRole("link", { name: "docs" })).toHaveAttribute("href", "https://shop.example/a_b");
    expect(screen.getByRole("link", { name: "logo" })).toHaveAttribute("href", "https://shop.example/l.png");
    expect(screen.getAllByRole("link")).toHaveLength(2);
    expect(document.querySelector("script, img")).toBeNull();
  });

  it("ends whatever is typed", () => {
    for (const text of ["**", "[", "- ", "> ", "```", "1.", "*a **b* c**", "\\", "<", "- a\n\n\n- b", "  - x\n y"]) expect(shown(text)).toBeTypeOf("string");
  });
});
