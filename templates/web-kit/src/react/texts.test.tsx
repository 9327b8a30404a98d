import { render, screen } from "@testing-library/react";
import { Component, Suspense, useState, type ReactNode } from "react";
import { describe, expect, it } from "vitest";

import { Texts, type Book } from "../texts";

import { TextsProvider, useTranslation } from "./texts";

function Greeting() {
  const [name] = useState("Asha");
  const { t } = useTranslation("shop");
  const [sign] = useState("!");
  return <p>{t("hello", { name }) + sign}</p>;
}

class Failures extends Component<{ children: ReactNode }, { text?: string }> {
  state: { text?: string } = {};
  static getDerivedStateFromError(error: Error) {
    return { text: error.message };
  }
  render() {
    return this.state.text ?? this.props.children;
  }
}

function show(load: () => Promise<Book>) {
  const texts = new Texts("en", load);
  return render(
    <Failures>
      <TextsProvider texts={texts}>
        <Suspense fallback="waiting">
          <Greeting />
        </Suspense>
      </TextsProvider>
    </Failures>,
  );
}

describe("a component that speaks", () => {
  it("waits until its words are there, wherever its other hooks stand", async () => {
    let come: (book: Book) => void = () => undefined;
    show(() => new Promise<Book>((done) => (come = done)));
    expect(screen.getByText("waiting")).toBeInTheDocument();
    come({ hello: "Hello {{name}}" });
    expect(await screen.findByText("Hello Asha!")).toBeInTheDocument();
  });

  it("fails once, and asks no more, where they do not come", async () => {
    let asked = 0;
    show(() => {
      asked += 1;
      return Promise.reject(new Error("offline"));
    });
    expect(await screen.findByText("offline")).toBeInTheDocument();
    expect(asked).toBe(1);
  });
});
