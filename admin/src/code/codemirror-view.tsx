import { autocompletion, type CompletionSource } from "@codemirror/autocomplete";
import { StreamLanguage } from "@codemirror/language";
import { lua } from "@codemirror/legacy-modes/mode/lua";
import { Compartment, EditorState, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";

import type { CodeLanguage } from "./code-editor";
import { codeTheme } from "./codemirror-theme";

interface CodeMirrorViewProps {
  label: string;
  language: CodeLanguage;
  value: string;
  onChange?: (value: string) => void;
  describedBy?: string;
  invalid?: boolean;
  readOnly?: boolean;
  complete?: CompletionSource;
  /** The line that something is wrong with. */
  wrongLine?: number;
}

const markWrong = StateEffect.define<number | null>();
const wrongLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(markWrong)) continue;
      const line = effect.value;
      if (line === null || line < 1 || line > transaction.state.doc.lines) return Decoration.none;
      return Decoration.set([Decoration.line({ class: "cm-wrong-line" }).range(transaction.state.doc.line(line).from)]);
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const mode = new Compartment();
const manners = new Compartment();

async function languageOf(language: CodeLanguage): Promise<Extension> {
  if (language === "lua") return StreamLanguage.define(lua);
  if (language === "html") return (await import("@codemirror/lang-html")).html({ autoCloseTags: false });
  return [];
}

/** CodeMirror itself: loaded only where code is written. */
export default function CodeMirrorView({ label, language, value, onChange, describedBy, invalid, readOnly, complete, wrongLine }: CodeMirrorViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const tell = useRef(onChange);
  const first = useRef(value);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          basicSetup,
          codeTheme,
          wrongLines,
          mode.of([]),
          manners.of([]),
          EditorView.lineWrapping,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) tell.current?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      first.current = made.state.doc.toString();
      made.destroy();
      view.current = null;
    };
  }, []);
  useEffect(() => {
    let gone = false;
    void languageOf(language).then((extension) => !gone && view.current?.dispatch({ effects: mode.reconfigure(extension) }));
    return () => {
      gone = true;
    };
  }, [language]);
  useEffect(() => {
    const attributes: Record<string, string> = { "aria-label": label, spellcheck: "false" };
    if (describedBy) attributes["aria-describedby"] = describedBy;
    if (invalid) attributes["aria-invalid"] = "true";
    if (readOnly) attributes["aria-readonly"] = "true";
    const extensions = [EditorView.contentAttributes.of(attributes), EditorState.readOnly.of(Boolean(readOnly)), complete ? autocompletion({ override: [complete] }) : []];
    view.current?.dispatch({ effects: manners.reconfigure(extensions) });
  }, [label, describedBy, invalid, readOnly, complete]);
  useEffect(() => {
    const now = view.current;
    // Only what comes from outside: what was typed is there already.
    if (!now || now.state.doc.toString() === value) return;
    now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: markWrong.of(wrongLine ?? null) });
  }, [wrongLine]);
  return <div ref={box} className="min-h-32 overflow-hidden rounded-md" />;
}
